/**
 * Notices a player that gets nothing although there is something: hls.js may lose track of what it has loaded, and then
 * reloads playlists for ever without a part of them (seen when it empties the back of its buffer while a part is appended),
 * or the same parts of sound a hundred times a second (seen when the server restarts in the first seconds of a class; the
 * jump to the live edge then never ends, so a seek that does not arrive counts as standing). When the picture stands for
 * 2 s while newer playlists come, all must be loaded anew. Seconds; now in ms.
 */
export class StarveWatch {
  private time = -1
  private since = 0
  private playlists = 0
  static readonly forMs = 2000
  static readonly playlistsMin = 4

  /** A newer playlist came. */
  advanced(): void {
    this.playlists++
  }

  /** Not meant to move: nothing counts. */
  rest(): void {
    this.time = -1
  }

  /** True once when it is time for that. */
  starved(time: number, nowMs: number): boolean {
    if (time !== this.time) {
      this.time = time
      this.since = nowMs
      this.playlists = 0
      return false
    }
    if (nowMs - this.since < StarveWatch.forMs || this.playlists < StarveWatch.playlistsMin) return false
    this.rest()
    return true
  }
}
