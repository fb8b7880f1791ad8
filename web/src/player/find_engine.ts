import type { MakeEngine } from './engine'

/** Fetches the larger engine ahead of need, while the page still asks what the lesson is. */
export const warmUp = (): Promise<typeof import('./hls_engine')> => import('./hls_engine')

/** null: this browser can play neither way. */
export async function findEngine(video: HTMLVideoElement): Promise<MakeEngine | null> {
  const { supported, makeHlsEngine } = await warmUp()
  if (supported()) return makeHlsEngine
  if (!video.canPlayType('application/vnd.apple.mpegurl')) return null
  return (await import('./native_engine')).makeNativeEngine
}
