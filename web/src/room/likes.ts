/** Gathers taps and sends at most one command a second with at most 30 of them; taps beyond that are not kept. */
export class LikeBatch {
  private taps = 0
  private timer: ReturnType<typeof setTimeout> | null = null
  static readonly most = 30
  static readonly everyMs = 1000

  constructor(private readonly send: (count: number) => void) {}

  /** False when this second is full. */
  tap(): boolean {
    if (this.taps >= LikeBatch.most) return false
    this.taps++
    this.timer ??= setTimeout(() => this.flush(), LikeBatch.everyMs)
    return true
  }

  flush(): void {
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
    if (!this.taps) return
    const count = this.taps
    this.taps = 0
    this.send(count)
  }
}
