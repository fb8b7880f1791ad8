import { expect, test } from 'vitest'
import { Lanes } from './lanes'

const stage = 800
const crossing = 8000

test('comments that come together spread over the lanes', () => {
  const lanes = new Lanes(3, stage, crossing)
  expect([0, 0, 0].map((now) => lanes.take(100, now))).toEqual([0, 1, 2])
})

test('with every lane taken a comment is not flown', () => {
  const lanes = new Lanes(2, stage, crossing)
  lanes.take(100, 0)
  lanes.take(100, 0)
  expect(lanes.take(100, 0)).toBeNull()
})

test('a lane is free again once the tail has entered', () => {
  const lanes = new Lanes(1, stage, crossing)
  lanes.take(100, 0)
  expect(lanes.take(100, 1000)).toBeNull()
  expect(lanes.take(100, 1500)).toBe(0)
})

test('a long comment waits until it cannot catch up with a short one', () => {
  const lanes = new Lanes(1, stage, crossing)
  lanes.take(50, 0)
  expect(lanes.take(700, 1500)).toBeNull()
  expect(lanes.take(700, 5000)).toBe(0)
})

test.each([20, 80, 200, 500, 900])('no two comments of a lane ever overlap (width %i after 120)', (width) => {
  const lanes = new Lanes(1, stage, crossing)
  lanes.take(120, 0)
  let entered = 0
  while (lanes.take(width, entered) === null) entered += 50
  const head = (w: number, start: number, now: number) => stage - ((stage + w) / crossing) * (now - start)
  for (let now = entered; now < crossing; now += 20) expect(head(width, entered, now)).toBeGreaterThanOrEqual(head(120, 0, now) + 120)
})

test('a smaller picture takes lanes away, a larger one gives them back empty', () => {
  const lanes = new Lanes(3, stage, crossing)
  lanes.resize(1, 400)
  expect(lanes.take(50, 0)).toBe(0)
  expect(lanes.take(50, 0)).toBeNull()
  lanes.resize(2, stage)
  expect(lanes.take(50, 0)).toBe(1)
})
