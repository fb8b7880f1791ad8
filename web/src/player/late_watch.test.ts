import { expect, test } from 'vitest'
import { LateWatch } from './late_watch'

test('a viewer near the target is left alone', () => {
  const watch = new LateWatch()
  for (let now = 0; now < 20_000; now += 500) expect(watch.jump(2.9, 1, now)).toBe(false)
})

test('two seconds of too much delay lead to one jump', () => {
  const watch = new LateWatch()
  const jumps = [0, 500, 1000, 1500, 2000, 2500].filter((now) => watch.jump(4, 1, now))
  expect(jumps).toEqual([2000])
})

test('a picture that waits for its bytes is not made to jump', () => {
  const watch = new LateWatch()
  watch.jump(4, 1, 0)
  watch.rest()
  expect(watch.jump(8, 1, 2000)).toBe(false)
})

test('a moment within bounds starts the count again', () => {
  const watch = new LateWatch()
  watch.jump(4, 1, 0)
  watch.jump(1.5, 1, 1500)
  expect(watch.jump(4, 1, 2000)).toBe(false)
})
