import { expect, test } from 'vitest'
import { markAt, marksOf, secondAt, secondByKey, share } from './seek'

const marks = [{ at: 0, title: 'one' }, { at: 60, title: 'two' }, { at: 90, title: 'three' }]

test('a pointer points at a second, and outside the bar at its ends', () => {
  expect([100, 150, 300, 0, 999].map((x) => secondAt(x, 100, 200, 3600))).toEqual([0, 900, 3600, 0, 3600])
  expect(secondAt(10, 0, 0, 3600)).toBe(0)
})

test('a second belongs to the chapter that began last', () => {
  expect([0, 59, 60, 1000].map((second) => markAt(marks, second)?.title)).toEqual(['one', 'one', 'two', 'three'])
  expect(markAt([{ at: 5, title: 'late' }], 3)).toBeNull()
})

test('keys move by 5 seconds, a minute, or to the ends, never beyond', () => {
  expect(['ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', 'Home', 'End'].map((key) => secondByKey(key, 30, 70))).toEqual([25, 35, 70, 0, 0, 70])
  expect(secondByKey('a', 30, 70)).toBeNull()
})

test('a share stays on the bar', () => {
  expect([share(30, 60), share(90, 60), share(-1, 60), share(1, 0)]).toEqual(['50%', '100%', '0%', '0%'])
})

test('chapters move with the cut; the one that runs into it stands at its start', () => {
  const chapters = [{ at_ms: 0, title: 'waiting' }, { at_ms: 10_000, title: 'hello' }, { at_ms: 60_000, title: 'city' }, { at_ms: 500_000, title: 'after' }]
  expect(marksOf(chapters, { start: 20, end: 400 })).toEqual([{ at: 0, title: 'hello' }, { at: 40, title: 'city' }])
  expect(marksOf(chapters.slice(2), { start: 0, end: 400 })).toEqual([{ at: 60, title: 'city' }])
})
