// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { pace } from './speed'

/** A line of so many bytes a ms a lane, in a time of its own. */
function line(bytesPerMs: number) {
  let now = 0
  const sizes: number[] = []
  const piece = async (size: number, arrived: (bytes: number) => void): Promise<void> => {
    sizes.push(size)
    now += size / bytesPerMs / 3 // the three lanes share the clock of this test
    arrived(size)
  }
  return { piece, sizes, now: () => now }
}

test('speed is what arrived in the time that it took', async () => {
  const { piece, now } = line(400)
  expect(await pace(piece, now)).toBeCloseTo(400 * 8 * 3, -2)
})

test('no more than 24 MiB are moved, however fast the line is, and no piece is above one', async () => {
  const { piece, sizes, now } = line(1e6)
  await pace(piece, now)
  expect(sizes.reduce((all, size) => all + size, 0)).toBeLessThanOrEqual(24 << 20)
  expect(Math.max(...sizes)).toBe(1 << 20)
})

test('a slow line gets small pieces and an end', async () => {
  const { piece, sizes, now } = line(10)
  expect(await pace(piece, now)).toBeGreaterThan(0)
  expect(Math.max(...sizes)).toBe(64 << 10)
  expect(now()).toBeLessThan(15_000)
})

test('a line that breaks is told of', async () => {
  await expect(pace(() => Promise.reject(new Error('gone')))).rejects.toThrow('gone')
})
