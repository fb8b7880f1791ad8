import { expect, test } from 'vitest'
import { faster, slower, speedOf } from './speed'

test('steps go up and down and stop at the ends', () => {
  expect([0.5, 1, 2, 3].map(faster)).toEqual([0.75, 1.25, 2.5, 3])
  expect([0.5, 1, 2, 3].map(slower)).toEqual([0.5, 0.75, 1.75, 2.5])
})

test('a speed between two steps finds the next one', () => {
  expect(faster(1.1)).toBe(1.25)
  expect(slower(1.1)).toBe(1)
})

test('only a speed of the menu is remembered', () => {
  expect(['1.5', '7', 'fast', null].map(speedOf)).toEqual([1.5, 1, 1, 1])
})
