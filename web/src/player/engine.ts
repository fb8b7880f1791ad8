/** What carries a playlist into a <video>: hls.js where there is Media Source, else the browser's own player. */
export interface Engine {
  /** the low-latency stream, at its edge */
  load(url: string): void
  /** a recording, whole or still growing, from a position in seconds */
  loadRecording(url: string, from: number): void
  /** seconds behind the live edge, null when not known */
  latency(): number | null
  /** the moment (UTC ms, the server's clock) that the low-latency stream shows, null when not known */
  date(): number | null
  /** jumps to where a viewer of the low-latency stream should be */
  toLive(): void
  destroy(): void
}

export interface EngineListener {
  /** the server said no (401, 402, 403) */
  refused(status: number): void
  /** playing stopped and cannot go on by itself; load again after a wait */
  broken(): void
}

export type MakeEngine = (video: HTMLVideoElement, listener: EngineListener) => Engine
