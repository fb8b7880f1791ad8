/** How fast something moves: over the last seconds, so that it neither jumps nor lags. */
export class Pace {
  private readonly points: Array<{ at: number; ms: number }> = []
  private readonly windowMs = 8000

  /** `at`: how far it has come; `ms`: when. */
  add(at: number, ms: number): void {
    if (this.points.length && at < this.points.at(-1)!.at) this.points.length = 0
    this.points.push({ at, ms })
    while (this.points.length > 2 && ms - this.points[1]!.ms > this.windowMs) this.points.shift()
  }

  /** a second; null: not known yet */
  speed(): number | null {
    const [first, last] = [this.points[0], this.points.at(-1)]
    if (!first || !last || last.ms - first.ms < 1000) return null
    return ((last.at - first.at) / (last.ms - first.ms)) * 1000
  }
}

/** Seconds until it is all there; null: not known. */
export function secondsLeft(left: number, speed: number | null): number | null {
  return speed && speed > 0 ? Math.ceil(left / speed) : null
}
