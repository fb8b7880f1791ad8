import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Event } from '@/generated/room'
import { RecordReader, type RecordPage } from './reader'

const pages: Record<string, RecordPage> = {
  '': { items: [event(1), event(2)], next: '2' },
  2: { items: [event(3), event(4)], next: '4' },
  4: { items: [event(5)], next: null },
}
function event(n: number): Event {
  return { n, t: n * 1000, type: 'likes', total: n }
}

let asked: string[]
let taken: number[]
let fails: number
const page = (after = ''): Promise<RecordPage> => {
  asked.push(after)
  return fails-- > 0 ? Promise.reject(new Error('no network')) : Promise.resolve(pages[after]!)
}
const reader = (): RecordReader => new RecordReader(page, (events) => taken.push(...events.map(({ n }) => n)), () => 1)

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  asked = []
  taken = []
  fails = 0
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

test('as much is loaded as is needed, and no more', async () => {
  const one = reader()
  await one.until(1500)
  expect(asked).toEqual([''])
  expect(one.has(1500)).toBe(true)
  expect(one.has(2000)).toBe(false)
})

test('a later need goes on where the earlier one stopped', async () => {
  const one = reader()
  await one.until(1500)
  await one.until(9000)
  expect(asked).toEqual(['', '2', '4'])
  expect(taken).toEqual([1, 2, 3, 4, 5])
  expect(one.complete).toBe(true)
  await one.until(99_000)
  expect(asked).toHaveLength(3)
})

test('a need that grows while pages come does not ask twice', async () => {
  const one = reader()
  await Promise.all([one.until(1500), one.until(3500)])
  expect(asked).toEqual(['', '2'])
})

test('after a failure the same page is asked for again, later', async () => {
  fails = 2
  const one = reader()
  const done = one.until(1500)
  await vi.advanceTimersByTimeAsync(1000)
  expect(asked).toEqual(['', ''])
  await vi.advanceTimersByTimeAsync(2000)
  await done
  expect(asked).toEqual(['', '', ''])
  expect(taken).toEqual([1, 2])
})

test('who left asks for nothing more', async () => {
  const one = reader()
  const done = one.until(9000)
  one.stop()
  await done
  expect(asked).toEqual([''])
  expect(taken).toEqual([])
})
