/** A chapter on the seek bar: seconds from the beginning of what may be watched. */
export interface Mark {
  at: number
  title: string
}

/** The second under a pointer; sizes in pixels. */
export function secondAt(x: number, left: number, width: number, length: number): number {
  return width > 0 ? (Math.min(Math.max(0, x - left), width) / width) * length : 0
}

/** The chapter that a second belongs to. Marks are in order. */
export function markAt(marks: readonly Mark[], second: number): Mark | null {
  let found: Mark | null = null
  for (const mark of marks) if (mark.at <= second) found = mark
  return found
}

/** Where a key takes the bar; null: the key is not the bar's. */
export function secondByKey(key: string, position: number, length: number): number | null {
  const steps: Record<string, number> = { ArrowLeft: -5, ArrowDown: -5, ArrowRight: 5, ArrowUp: 5, PageDown: -60, PageUp: 60 }
  if (key === 'Home') return 0
  if (key === 'End') return length
  const step = steps[key]
  return step === undefined ? null : Math.min(Math.max(0, position + step), length)
}

/** Share of the bar, as CSS wants it. */
export const share = (second: number, length: number): string => `${length > 0 ? Math.min(100, Math.max(0, (second / length) * 100)) : 0}%`

/** Chapters of a recording on the bar of what may be watched: one that began before the cut stands at its start. */
export function marksOf(chapters: ReadonlyArray<{ at_ms: number; title: string }>, cut: { start: number; end: number }): Mark[] {
  const all = chapters.map(({ at_ms, title }) => ({ at: at_ms / 1000 - cut.start, title })).filter(({ at }) => at < cut.end - cut.start)
  const inside = all.filter(({ at }) => at > 0)
  const first = all.filter(({ at }) => at <= 0).at(-1)
  return first ? [{ ...first, at: 0 }, ...inside] : inside
}
