/**
 * Notices a viewer who stays behind. hls.js stops catching up beyond about target + TARGETDURATION, so after a freeze
 * it would stay late for ever: when the delay exceeds the target by 2 s for 2 s, it is time to jump. Seconds; now in ms.
 */
export class LateWatch {
  private since: number | null = null
  static readonly tooMuch = 2
  static readonly forMs = 2000

  /** Not moving: nothing counts. */
  rest(): void {
    this.since = null
  }

  /** True once when it is time to jump. */
  jump(latency: number, target: number, nowMs: number): boolean {
    if (latency <= target + LateWatch.tooMuch) {
      this.since = null
      return false
    }
    this.since ??= nowMs
    if (nowMs - this.since < LateWatch.forMs) return false
    this.since = null
    return true
  }
}
