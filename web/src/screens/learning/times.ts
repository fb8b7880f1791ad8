import type { Learned } from '@/generated/api'

export const minutesOf = (seconds: number): number => Math.round(seconds / 60)

/** Each stretch of the class as shares of its length: when one was there and when not. */
export function stretches({ begun_at, length_s, missed }: Learned): Array<{ from: number; share: number }> {
  const begun = Date.parse(begun_at)
  const length = Math.max(1, length_s * 1000)
  const clip = (share: number): number => Math.min(1, Math.max(0, share))
  return missed.map(({ from, to }) => {
    const start = clip((from - begun) / length)
    return { from: start, share: clip((to - begun) / length) - start }
  })
}

/** Where in the replay a moment of the class is watched. */
export const placeOf = (lesson: string, moment: number): object => ({ path: `/lessons/${lesson}`, query: { moment } })
