import { expect, test } from 'vitest'
import { Timeline } from './timeline'

const ten = Date.UTC(2026, 10, 25, 10)
/** 60 s, then the encoder is away for 5 minutes, then 30 s */
const timeline = new Timeline([
  { start: 0, end: 60, date: ten },
  { start: 60, end: 90, date: ten + 360_000 },
])

test('a position has the moment at which it was recorded', () => {
  expect(timeline.dateAt(0)).toBe(ten)
  expect(timeline.dateAt(59.5)).toBe(ten + 59_500)
  expect(timeline.dateAt(75)).toBe(ten + 375_000)
})

test('a moment has its position, before and after a gap', () => {
  expect(timeline.positionAt(ten + 12_000)).toBe(12)
  expect(timeline.positionAt(ten + 370_000)).toBe(70)
})

test('a moment while the encoder was away belongs to its return', () => {
  expect(timeline.positionAt(ten + 60_000)).toBe(60)
  expect(timeline.positionAt(ten + 200_000)).toBe(60)
})

test('moments outside the recording are clamped', () => {
  expect(timeline.positionAt(ten - 1)).toBe(0)
  expect(timeline.positionAt(ten + 3_600_000)).toBe(90)
})

test('there and back again is the same position', () => {
  for (const position of [0, 1.5, 59.9, 60, 89]) expect(timeline.positionAt(timeline.dateAt(position)!)).toBeCloseTo(position)
})

test('an empty recording has no moments', () => {
  expect(new Timeline([]).dateAt(3)).toBeNull()
  expect(new Timeline([]).positionAt(ten)).toBe(0)
  expect(new Timeline([]).length).toBe(0)
})
