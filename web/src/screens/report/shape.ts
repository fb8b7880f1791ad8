import type { Report, ReportMinute } from '@/generated/api'

// The report's numbers in the shape in which they are shown. Times: minutes since the class began.

export type Moment = Report['moments'][number]
export type MomentKind = Moment['kind']

/** When the encoder was away; to the end of the class where it did not come back. */
export interface Gap {
  from: number
  to: number
}

const perMinute = 60_000

export const lengthOf = (report: Report): number => (Date.parse(report.over_at) - Date.parse(report.begun_at)) / perMinute

export function gapsOf(report: Report): Gap[] {
  const gaps: Gap[] = []
  let from: number | null = null
  for (const { kind, at_ms } of report.moments) {
    if (kind === 'away') from ??= at_ms / perMinute
    if (kind !== 'back' || from === null) continue
    gaps.push({ from, to: at_ms / perMinute })
    from = null
  }
  if (from !== null) gaps.push({ from, to: lengthOf(report) })
  return gaps
}

/** What happened, without the ends of gaps. */
export const marksOf = (report: Report): Moment[] => report.moments.filter(({ kind }) => kind !== 'back')

/** The kinds that happened, each a lane under the curve, the first that happened on top. */
export const lanesOf = (marks: Moment[]): MomentKind[] => [...new Set(marks.map(({ kind }) => kind))]

/** Each minute's audience stands in its middle; the last minute may be shorter. */
export function audienceOf(report: Report): Array<[minute: number, people: number]> {
  const length = lengthOf(report)
  return report.minutes.map(({ audience }, at) => [(at + Math.min(at + 1, length)) / 2, audience])
}

/** Of those present, who did something; the average of a minute may be below the number of people that came by. */
export function shareActive({ active, audience }: Pick<ReportMinute, 'active' | 'audience'>): number | null {
  return audience > 0 ? Math.min(1, active / audience) : null
}

export const happenedIn = (marks: Moment[], minute: number): Moment[] => marks.filter(({ at_ms }) => Math.floor(at_ms / perMinute) === minute)

export const votedPace = (report: Report): boolean => report.minutes.some(({ pace }) => pace.fast + pace.slow + pace.lost > 0)

/** Shares of a distribution, for bars: of the largest count. */
export function bars(counts: number[]): number[] {
  const most = Math.max(1, ...counts)
  return counts.map((count) => count / most)
}
