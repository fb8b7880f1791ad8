import type { MakeEngine } from './engine'

/** Fetches the larger engine ahead of need, while the page still asks what the lesson is. */
export const warmUp = (): Promise<typeof import('./hls_engine')> => import('./hls_engine')

/** FLV has to be turned into what Media Source takes; iPhones have none. */
export const canLowDelay = (): boolean => typeof MediaSource !== 'undefined' && MediaSource.isTypeSupported('video/mp4; codecs="avc1.4d401f,mp4a.40.2"')

/** null: this browser can play neither way. */
export async function findEngine(video: HTMLVideoElement, lowDelay: boolean): Promise<MakeEngine | null> {
  if (lowDelay) return (await import('./flv_engine')).makeFlvEngine
  const { supported, makeHlsEngine } = await warmUp()
  if (supported()) return makeHlsEngine
  if (!video.canPlayType('application/vnd.apple.mpegurl')) return null
  return (await import('./native_engine')).makeNativeEngine
}
