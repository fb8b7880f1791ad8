/** A stretch of the recording without a gap: seconds in the recording's own time, and the UTC milliseconds at its start. */
export interface Span {
  start: number
  end: number
  date: number
}

/**
 * Positions in a recording (seconds from its start) and moments of the class (UTC milliseconds), each from the other.
 * Between two spans the encoder was away; such a moment has no picture, so it belongs to the start of the next span.
 */
export class Timeline {
  constructor(readonly spans: readonly Span[]) {}

  get length(): number {
    return this.spans.at(-1)?.end ?? 0
  }

  /** null: nothing is recorded */
  dateAt(position: number): number | null {
    const span = this.spans[Math.max(0, this.lastIndex(({ start }) => start <= position))]
    return span ? span.date + Math.max(0, position - span.start) * 1000 : null
  }

  /** Clamped to what is recorded. */
  positionAt(date: number): number {
    const span = this.spans[this.lastIndex((one) => one.date <= date)]
    return span ? Math.min(span.start + (date - span.date) / 1000, span.end) : 0
  }

  /** of the last span for which this holds, or -1; spans are few */
  private lastIndex(holds: (span: Span) => boolean): number {
    let index = this.spans.length - 1
    while (index >= 0 && !holds(this.spans[index]!)) index--
    return index
  }
}
