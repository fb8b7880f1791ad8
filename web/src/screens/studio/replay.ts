import type { Chapter, Trim } from '@/generated/api'

export const mostChapters = 200
/** What is left of a recording is at least this long. */
const leastMs = 1000

/** The trim with one of its edges moved; the other one gives way rather than cross it. null: all of it is shown. */
export function trimmed(trim: Trim, edge: keyof Trim, at: number, length: number): Trim | null {
  const ms = Math.round(at)
  const next =
    edge === 'start_ms'
      ? { start_ms: Math.min(ms, length - leastMs), end_ms: ms > trim.end_ms - leastMs ? length : trim.end_ms }
      : { start_ms: ms < trim.start_ms + leastMs ? 0 : trim.start_ms, end_ms: Math.max(ms, leastMs) }
  return next.start_ms <= 0 && next.end_ms >= length ? null : { start_ms: Math.max(0, next.start_ms), end_ms: Math.min(length, next.end_ms) }
}

/** The chapters with one more, in order; one at the same second is replaced. */
export function withChapter(chapters: readonly Chapter[], chapter: Chapter): Chapter[] {
  const at_ms = Math.round(chapter.at_ms)
  const others = chapters.filter((one) => Math.floor(one.at_ms / 1000) !== Math.floor(at_ms / 1000))
  return [...others, { ...chapter, at_ms }].sort((one, other) => one.at_ms - other.at_ms)
}
