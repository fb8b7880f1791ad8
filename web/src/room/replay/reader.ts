import type { Event } from '@/generated/room'
import { Backoff } from '@/api/backoff'

export interface RecordPage {
  items: Event[]
  next: string | null
}

/** Loads a room's record page after page, each once, as far as it is needed. */
export class RecordReader {
  complete = false
  private upto = -Infinity
  private want = -Infinity
  private after: string | undefined
  private running: Promise<void> | null = null
  private stopped = false
  private readonly backoff: Backoff

  constructor(
    private readonly page: (after: string | undefined) => Promise<RecordPage>,
    private readonly take: (events: Event[]) => void,
    random?: () => number,
  ) {
    this.backoff = new Backoff(1000, 30_000, random)
  }

  /** True when everything written until then (UTC ms) is at hand. */
  has(date: number): boolean {
    return this.complete || this.upto > date
  }

  /** Goes on until everything written until then is at hand. */
  until(date: number): Promise<void> {
    this.want = Math.max(this.want, date)
    if (!this.running && !this.has(this.want)) this.running = this.run().finally(() => (this.running = null))
    return this.running ?? Promise.resolve()
  }

  stop(): void {
    this.stopped = true
  }

  private async run(): Promise<void> {
    while (!this.stopped && !this.has(this.want)) {
      try {
        const { items, next } = await this.page(this.after)
        if (this.stopped) return
        this.after = next ?? this.after
        this.upto = items.at(-1)?.t ?? this.upto
        this.complete = next === null
        this.backoff.reset()
        this.take(items)
      } catch (error) {
        console.warn('record:', error)
        await new Promise((go) => setTimeout(go, this.backoff.next()))
      }
    }
  }
}
