/** Waiting times between attempts: doubling, capped, and jittered over the upper half so that a room does not return as one. */
export class Backoff {
  private attempt = 0

  constructor(
    private readonly firstMs: number,
    private readonly mostMs: number,
    private readonly random: () => number = Math.random,
  ) {}

  next(): number {
    const ceiling = Math.min(this.mostMs, this.firstMs * 2 ** this.attempt)
    this.attempt = Math.min(this.attempt + 1, 30)
    return Math.round(ceiling / 2 + (ceiling / 2) * this.random())
  }

  reset(): void {
    this.attempt = 0
  }
}
