import { expect, it } from 'vitest'
import { minutesOf, stretches } from './times'

const begun = Date.parse('2026-11-20T12:00:00Z')
const learned = { lesson: '5', title: 'T', begun_at: '2026-11-20T12:00:00Z', over_at: null, length_s: 100, present_s: 40, replay: false, missed: [{ from: begun - 5000, to: begun + 20_000 }, { from: begun + 50_000, to: begun + 200_000 }] }

it('what was missed is drawn inside the class', () => {
  expect(stretches(learned)).toEqual([{ from: 0, share: 0.2 }, { from: 0.5, share: 0.5 }])
  expect(stretches({ ...learned, length_s: 0, missed: [] })).toEqual([])
})

it('minutes are whole', () => {
  expect([minutesOf(0), minutesOf(89), minutesOf(91)]).toEqual([0, 1, 2])
})
