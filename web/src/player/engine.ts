/** What carries a live stream into a <video>: hls.js where there is Media Source, else the browser's own player; mpegts.js for who wants less delay. */
export interface Engine {
  load(url: string): void
  /** seconds behind the live edge, null when not known */
  latency(): number | null
  /** jumps to where a viewer should be */
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
