import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { LikeBatch } from './likes'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

test('taps of one second go as one command', () => {
  const sent: number[] = []
  const likes = new LikeBatch((count) => sent.push(count))
  for (let i = 0; i < 12; i++) likes.tap()
  expect(sent).toEqual([])
  vi.advanceTimersByTime(1000)
  expect(sent).toEqual([12])
})

test('no more than thirty a second, and the finger is told', () => {
  const sent: number[] = []
  const likes = new LikeBatch((count) => sent.push(count))
  const taken = Array.from({ length: 45 }, () => likes.tap()).filter(Boolean)
  expect(taken).toHaveLength(30)
  vi.advanceTimersByTime(3000)
  expect(sent).toEqual([30])
})

test('a quiet second sends nothing', () => {
  const sent: number[] = []
  const likes = new LikeBatch((count) => sent.push(count))
  likes.tap()
  vi.advanceTimersByTime(5000)
  expect(sent).toEqual([1])
})
