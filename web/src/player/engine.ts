/** What carries a live playlist into a <video>: hls.js where there is Media Source, else the browser's own player. */
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

/** Fetches the larger engine ahead of need, while the page still asks what the lesson is. */
export const warmUp = (): Promise<typeof import('./hls_engine')> => import('./hls_engine')

/** null: this browser can play neither way. */
export async function findEngine(video: HTMLVideoElement): Promise<MakeEngine | null> {
  const { supported, makeHlsEngine } = await warmUp()
  if (supported()) return makeHlsEngine
  if (!video.canPlayType('application/vnd.apple.mpegurl')) return null
  return (await import('./native_engine')).makeNativeEngine
}
