import type { Stream, StreamFinding } from '@/generated/api'
import { silentDb, type LevelHistory } from './level'
import { seriesLength } from './series'

export type ChartKey = 'bitrate' | 'fps' | 'keyframes' | 'sound' | 'lost' | 'line'
export type Level = StreamFinding['level'] | 'good'

/** One small chart: five minutes of it, its scale, and how it stands. Values are those shown; null: nothing to show. */
export interface Chart {
  key: ChartKey
  values: Array<number | null>
  from: number
  to: number
  /** where good begins or ends, if there is one line for it */
  guide: number | null
  now: number | null
  level: Level
}

const speaksOf: Record<ChartKey, string[]> = {
  bitrate: ['bitrate_high', 'bitrate_low'],
  fps: ['few_pictures', 'picture_stopped', 'pictures_not_made', 'no_picture'],
  keyframes: ['no_key_frame', 'key_frames_far_apart', 'b_frames'],
  sound: ['no_sound', 'digital_silence', 'sound_drifts', 'audio_codec', 'quiet', 'clipped'],
  lost: ['server_drops', 'pictures_lost', 'pictures_not_made'],
  line: ['nothing_arrives', 'upload_too_slow', 'upload_unsteady'],
}

/** The worst that the findings say of a chart. */
function levelOf(key: ChartKey, findings: Array<{ code: string; level: StreamFinding['level'] }>): Level {
  const found = findings.filter((finding) => speaksOf[key].includes(finding.code)).map((finding) => finding.level)
  return (['bad', 'warn', 'hint'] as const).find((level) => found.includes(level)) ?? 'good'
}

const largest = (values: Array<number | null>, least: number): number => values.reduce<number>((most, value) => Math.max(most, value ?? 0), least)

/** `level` null: the browser cannot measure loudness, so the sound's data rate stands in for it. */
export function chartsOf(stream: Stream, level: LevelHistory | null, findings: Array<{ code: string; level: StreamFinding['level'] }>): Chart[] {
  const { series } = stream
  const during = (list: number[], known: (value: number) => boolean = () => true): Array<number | null> =>
    list.map((value, at) => (series.publishing[at] && known(value) ? value : null))
  const chart = (key: ChartKey, values: Array<number | null>, least: number, more: Partial<Chart> = {}): Chart => ({
    key, values: values.slice(-seriesLength), from: 0, to: largest(values, least), guide: null, now: stream.publishing ? (values.at(-1) ?? null) : null, level: levelOf(key, findings), ...more,
  })
  const sum = series.missing.map((value, at) => value + (series.dropped[at] ?? 0))
  const minute = during(sum).slice(-60)
  return [
    chart('bitrate', during(series.video_kbps), 1000, { now: stream.video?.bitrate_kbps ?? null }),
    chart('fps', during(series.fps), 30, { now: stream.video?.fps ?? null }),
    chart('keyframes', during(series.keyframe_ms, (value) => value > 0).map((value) => value && value / 1000), 4, { guide: 2 }),
    level
      ? chart('sound', level.map((second) => second?.rms ?? null), 0, { from: silentDb, to: 0 })
      : chart('sound', during(series.audio_kbps), 64, { now: stream.audio?.bitrate_kbps ?? null }),
    chart('lost', during(sum), 5, { now: stream.publishing ? minute.reduce<number>((all, value) => all + (value ?? 0), 0) : null }),
    chart('line', during(series.late_ms.map((late, at) => Math.max(late, series.stall_ms[at] ?? 0))), 500, { guide: 300 }),
  ]
}

/** Seconds an hour by which a clock is off that many millionths. */
export const secondsAnHour = (ppm: number): number => (ppm * 3600) / 1e6
