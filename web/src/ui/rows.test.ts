import { expect, test } from 'vitest'
import { rowAt, topsOf } from './rows'

const tops = topsOf([11, 12, 13, 14], new Map([[12, 100], [14, 20]]), 50)

test('rows that were seen have their height, others the guessed one', () => {
  expect([...tops]).toEqual([0, 50, 150, 200, 220])
})

test('a height belongs to the row that covers it', () => {
  expect([-5, 0, 49, 50, 149, 150, 219, 900].map((y) => rowAt(tops, y))).toEqual([0, 0, 0, 1, 1, 2, 3, 3])
})

test('an empty list has no height', () => {
  expect([...topsOf([], new Map(), 50)]).toEqual([0])
  expect(rowAt(topsOf([], new Map(), 50), 10)).toBe(0)
})
