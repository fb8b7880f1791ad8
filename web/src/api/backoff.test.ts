import { expect, test } from 'vitest'
import { Backoff } from './backoff'

test('waits double from attempt to attempt and stop growing at the cap', () => {
  const backoff = new Backoff(500, 8_000, () => 1)
  expect([1, 2, 3, 4, 5, 6].map(() => backoff.next())).toEqual([500, 1000, 2000, 4000, 8000, 8000])
})

test('jitter takes away at most half', () => {
  const backoff = new Backoff(500, 8_000, () => 0)
  expect(backoff.next()).toBe(250)
})

test('a good connection starts the count again', () => {
  const backoff = new Backoff(500, 8_000, () => 1)
  backoff.next()
  backoff.next()
  backoff.reset()
  expect(backoff.next()).toBe(500)
})

test('a thousand failures do not overflow the wait', () => {
  const backoff = new Backoff(500, 8_000, () => 1)
  for (let i = 0; i < 1000; i++) backoff.next()
  expect(backoff.next()).toBe(8000)
})
