import { expect, test } from 'vitest'
import type { StreamSeries } from '@/generated/api'
import { merge, seriesLength } from './series'

const series = (newest: number, fps: number[]): StreamSeries => {
  const zeros = fps.map(() => 0)
  return { newest, publishing: fps.map(() => true), video_kbps: zeros, audio_kbps: zeros, fps, keyframe_ms: zeros, missing: zeros, dropped: zeros, late_ms: zeros, stall_ms: zeros }
}

test('what is new goes to the end, what is known already does not come twice', () => {
  const first = merge(null, series(100, [1, 2, 3]))
  const second = merge(first, series(102, [4, 5]))
  expect(second.fps).toEqual([1, 2, 3, 4, 5])
  expect(merge(second, series(103, [4, 5, 6])).fps).toEqual([1, 2, 3, 4, 5, 6])
  expect(merge(second, series(102, [])).fps).toEqual([1, 2, 3, 4, 5])
})

test('after a nap, and after a new start of the server, the answer stands alone', () => {
  const known = series(100, [1, 2, 3])
  expect(merge(known, series(900, [7, 8])).fps).toEqual([7, 8])
  expect(merge(known, series(40, [])).newest).toBe(40)
})

test('five minutes are kept', () => {
  const full = series(1000, Array.from({ length: seriesLength }, (_, at) => at))
  const next = merge(full, series(1001, [999]))
  expect(next.fps).toHaveLength(seriesLength)
  expect(next.fps.at(-1)).toBe(999)
  expect(next.publishing).toHaveLength(seriesLength)
})
