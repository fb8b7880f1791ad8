import { expect, test } from 'vitest'
import type { Stream } from '@/generated/api'
import { chartsOf, secondsAnHour } from './health'

const stream = (more: Partial<Stream> = {}): Stream => ({
  now: '2026-11-22T12:00:00.000Z', publishing: true, encoder: null, remote: null, protocol: 'rtmp', since: null, back_by: null,
  video: { codec: 'h264', width: 1280, height: 720, fps: 29.9, bitrate_kbps: 2480, keyframe_interval_ms: 8333, b_frames: true },
  audio: { codec: 'aac', sample_rate: 48000, channels: 2, bitrate_kbps: 128 },
  clock_ppm: null, sound_ahead_ms: null, findings: [], problems: [], recording_fault: null, refused: null, kicked: null, viewers: 0,
  series: {
    newest: 3, publishing: [true, false, true], video_kbps: [2500, 0, 2400], audio_kbps: [128, 0, 128], fps: [30, 0, 29], keyframe_ms: [0, 0, 8333],
    missing: [1, 0, 2], dropped: [0, 0, 4], late_ms: [10, 0, 40], stall_ms: [0, 0, 700],
  },
  ...more,
})
const chart = (key: string, of: Stream, level: Parameters<typeof chartsOf>[1] = null, findings: Parameters<typeof chartsOf>[2] = []) =>
  chartsOf(of, level, findings).find((one) => one.key === key)!

test('a chart has a gap while no encoder was there', () => {
  expect(chart('fps', stream()).values).toEqual([30, null, 29])
  expect(chart('keyframes', stream()).values).toEqual([null, null, 8.333])
})

test('lost pictures count whoever lost them, over the last minute', () => {
  expect(chart('lost', stream())).toMatchObject({ values: [1, null, 6], now: 7 })
})

test('the line is as bad as its latest data or its longest stop', () => {
  expect(chart('line', stream()).values).toEqual([10, null, 700])
})

test('loudness is shown where it can be measured, else the data rate of the sound', () => {
  expect(chart('sound', stream(), [{ rms: -20, peak: -9 }, null])).toMatchObject({ values: [-20, null], from: -60, to: 0 })
  expect(chart('sound', stream()).values).toEqual([128, null, 128])
})

test('a chart wears the worst of the findings that speak of it', () => {
  const findings = [{ code: 'key_frames_far_apart', level: 'hint' as const }, { code: 'no_key_frame', level: 'bad' as const }]
  expect(chart('keyframes', stream(), null, findings).level).toBe('bad')
  expect(chart('fps', stream(), null, findings).level).toBe('good')
})

test('a clock that is off by 278 millionths is off by a second an hour', () => {
  expect(secondsAnHour(277.8)).toBeCloseTo(1, 2)
})
