import { expect, test } from 'vitest'
import { adviceFor } from './advice'

const audio = { codec: 'aac', sample_rate: 48000, channels: 2, bitrate_kbps: 128 }
const video = { codec: 'h264', width: 1280, height: 720, fps: 30, bitrate_kbps: 2500, keyframe_interval_ms: 2000, b_frames: false }
const keys = (stream: Parameters<typeof adviceFor>[0]): string[] => adviceFor(stream).map((advice) => advice.key)

test('nothing is said before the encoder sends', () => {
  expect(keys({ publishing: false, video: null, audio: null })).toEqual([])
})

test('a good stream gets one good word', () => {
  expect(adviceFor({ publishing: true, video, audio })).toEqual([{ key: 'good', level: 'good', values: {} }])
})

test("OBS's own defaults are explained, not blamed", () => {
  const obs = { ...video, keyframe_interval_ms: 8333, b_frames: true }
  const advice = adviceFor({ publishing: true, video: obs, audio })
  expect(advice.map((a) => [a.key, a.level])).toEqual([['long_gop', 'info'], ['b_frames', 'info']])
  expect(advice[0]?.values.seconds).toBe('8.3')
})

test('silence and other faults come before hints', () => {
  expect(keys({ publishing: true, video: { ...video, b_frames: true, fps: 11 }, audio: null })).toEqual(['no_audio', 'low_fps', 'b_frames'])
})

test('codecs that do not play everywhere are named', () => {
  expect(keys({ publishing: true, video: { ...video, codec: 'hevc' }, audio: { ...audio, codec: 'mp3' } })).toEqual(['audio_codec', 'codec'])
})

test('a figure that is not known yet says nothing', () => {
  expect(keys({ publishing: true, video: { ...video, fps: 0, bitrate_kbps: 0, keyframe_interval_ms: 0 }, audio })).toEqual(['good'])
})
