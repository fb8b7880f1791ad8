/**
 * Gives each flying comment a lane so that none runs into the one before it. Every comment crosses the picture in the
 * same time, so a longer one is faster; it may follow only when it will not catch up before the other has left.
 * Widths are pixels, times milliseconds.
 */
export class Lanes {
  private readonly lanes: Array<{ entered: number; width: number } | null>

  constructor(
    count: number,
    private stage: number,
    private readonly crossingMs: number,
    private readonly gap = 24,
  ) {
    this.lanes = new Array<null>(count).fill(null)
  }

  resize(count: number, stage: number): void {
    this.stage = stage
    while (this.lanes.length > count) this.lanes.pop()
    while (this.lanes.length < count) this.lanes.push(null)
  }

  /** The lane for a comment of that width entering now, or null when all are taken: then it is not flown. */
  take(width: number, now: number): number | null {
    const free = this.lanes.findIndex((before) => !before || this.clear(before, width, now))
    if (free < 0) return null
    this.lanes[free] = { entered: now, width }
    return free
  }

  private clear(before: { entered: number; width: number }, width: number, now: number): boolean {
    const age = now - before.entered
    if (age >= this.crossingMs) return true
    const speedBefore = (this.stage + before.width) / this.crossingMs
    if (speedBefore * age < before.width + this.gap) return false
    // when the one before has left, the new one's head must not have passed the left edge
    const speed = (this.stage + width) / this.crossingMs
    return speed * (this.crossingMs - age) <= this.stage - this.gap
  }
}
