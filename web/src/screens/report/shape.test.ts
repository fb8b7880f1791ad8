import { expect, test } from 'vitest'
import type { Report, ReportMinute } from '@/generated/api'
import { audienceOf, bars, gapsOf, happenedIn, lanesOf, lengthOf, marksOf, shareActive, votedPace } from './shape'

const minute = (audience: number, active = 0, lost = 0): ReportMinute => ({ audience, active, comments: 0, questions: 0, likes: 0, pace: { fast: 0, slow: 0, lost } })
const moment = (at_ms: number, kind: Report['moments'][number]['kind']): Report['moments'][number] => ({ at_ms, kind, n: 1 })
function reportOf(minutes: ReportMinute[], moments: Report['moments'] = [], over_at = '2026-11-20T12:02:30Z'): Report {
  return { begun_at: '2026-11-20T12:00:00Z', over_at, minutes, moments } as unknown as Report
}

test('a gap lasts until the encoder is back, or until the class is over', () => {
  const report = reportOf([], [moment(30_000, 'away'), moment(45_000, 'poll'), moment(60_000, 'back'), moment(120_000, 'away')])
  expect(gapsOf(report)).toEqual([{ from: 0.5, to: 1 }, { from: 2, to: 2.5 }])
  expect(gapsOf(reportOf([]))).toEqual([])
})

test('a minute stands in its middle, the last one in the middle of what there was of it', () => {
  expect(lengthOf(reportOf([]))).toBe(2.5)
  expect(audienceOf(reportOf([minute(3), minute(4), minute(5)]))).toEqual([[0.5, 3], [1.5, 4], [2.25, 5]])
})

test('lanes are the kinds that happened; that the encoder came back has none', () => {
  const marks = marksOf(reportOf([], [moment(1, 'poll'), moment(2, 'away'), moment(3, 'back'), moment(61_000, 'poll')]))
  expect(lanesOf(marks)).toEqual(['poll', 'away'])
  expect(happenedIn(marks, 1).map(({ at_ms }) => at_ms)).toEqual([61_000])
})

test('who did something is a share of those present, never above all, and nothing where nobody was', () => {
  expect(shareActive(minute(0, 0))).toBeNull()
  expect(shareActive(minute(4, 1))).toBe(0.25)
  expect(shareActive(minute(1.5, 2))).toBe(1)
})

test('pace is shown where somebody voted, bars are shares of the longest', () => {
  expect([votedPace(reportOf([minute(1)])), votedPace(reportOf([minute(1, 0, 2)]))]).toEqual([false, true])
  expect(bars([0, 1, 2, 4, 1])).toEqual([0, 0.25, 0.5, 1, 0.25])
  expect(bars([0, 0])).toEqual([0, 0])
})
