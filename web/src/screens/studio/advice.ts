import type { Stream } from '@/generated/api'

export interface Advice {
  /** message key below studio.advice */
  key: string
  level: 'good' | 'info' | 'warn'
  values: Record<string, string | number>
}

const longGopMs = 4500
const lowFps = 20
const lowKbps = 500
const highKbps = 6000

/** What the lecturer should know about the stream, worst first; one good word when there is nothing. */
export function adviceFor(stream: Pick<Stream, 'publishing' | 'video' | 'audio'>): Advice[] {
  if (!stream.publishing) return []
  const found = [...soundAdvice(stream.audio), ...pictureAdvice(stream.video)]
  const order = { warn: 0, info: 1, good: 2 }
  found.sort((a, b) => order[a.level] - order[b.level])
  return found.length ? found : [{ key: 'good', level: 'good', values: {} }]
}

function soundAdvice(audio: Stream['audio']): Advice[] {
  if (!audio) return [{ key: 'no_audio', level: 'warn', values: {} }]
  return /^(aac|mp4a)/i.test(audio.codec) ? [] : [{ key: 'audio_codec', level: 'warn', values: { codec: audio.codec } }]
}

function pictureAdvice(video: Stream['video']): Advice[] {
  if (!video) return [{ key: 'no_video', level: 'warn', values: {} }]
  const found: Advice[] = []
  if (!/^(h264|avc)/i.test(video.codec)) found.push({ key: 'codec', level: 'warn', values: { codec: video.codec } })
  if (video.fps > 0 && video.fps < lowFps) found.push({ key: 'low_fps', level: 'warn', values: { fps: Math.round(video.fps) } })
  if (video.bitrate_kbps > highKbps) found.push({ key: 'high_bitrate', level: 'warn', values: { kbps: video.bitrate_kbps } })
  if (video.bitrate_kbps > 0 && video.bitrate_kbps < lowKbps) found.push({ key: 'low_bitrate', level: 'info', values: { kbps: video.bitrate_kbps } })
  if (video.keyframe_interval_ms > longGopMs) found.push({ key: 'long_gop', level: 'info', values: { seconds: (video.keyframe_interval_ms / 1000).toFixed(1) } })
  if (video.b_frames) found.push({ key: 'b_frames', level: 'info', values: {} })
  return found
}
