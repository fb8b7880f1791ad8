// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Engine, EngineListener } from './engine'
import { keepPlace, placeIn } from './recording/place'
import { Timeline } from './recording/timeline'

const engine = { load: vi.fn(), loadRecording: vi.fn<(url: string, from: number) => void>(), latency: () => null, date: () => null, toLive: vi.fn(), destroy: vi.fn() } satisfies Engine
let listener: EngineListener
const call = vi.fn()
const ten = Date.UTC(2026, 10, 25, 10)
const readRecording = vi.fn((index: string) => Promise.resolve({ index, sound: '/replay/a/1/audio.m3u8', step: 4, timeline: new Timeline([{ start: 0, end: 600, date: ten }]) }))
vi.mock('@/api/client', () => ({ call }))
vi.mock('./recording/recording', () => ({ readRecording, NoRecording: class extends Error {} }))
vi.mock('./find_engine', () => ({
  canLowDelay: () => true,
  findEngine: () => Promise.resolve((_: HTMLVideoElement, heard: EngineListener) => {
    listener = heard
    return engine
  }),
}))
const { Replay } = await import('./replay')
const describe = vi.fn(() => Promise.resolve({ start: 0, end: 600 }))

let video: HTMLVideoElement
let stopped: boolean
let replay: InstanceType<typeof Replay>
const settle = (ms = 0): Promise<unknown> => vi.advanceTimersByTimeAsync(ms)
const url = '/replay/a/1/index.m3u8'

async function open(cut = { start: 0, end: 600 }, watching = true): Promise<void> {
  replay = new Replay('1', video, cut, watching, describe)
  await settle()
}

/** The element as it is while it plays that second. */
function plays(second: number): void {
  video.currentTime = second
  for (const event of ['seeked', 'playing', 'timeupdate']) video.dispatchEvent(new Event(event))
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(Math, 'random').mockReturnValue(1)
  localStorage.clear()
  for (const spy of [engine.loadRecording, engine.destroy, readRecording, describe]) spy.mockClear()
  call.mockReset().mockResolvedValue({ replay: url, download: '/replay/a/1/lesson.mp4' })
  video = document.createElement('video')
  stopped = true
  Object.defineProperty(video, 'paused', { get: () => stopped })
  video.play = vi.fn(() => {
    stopped = false
    video.dispatchEvent(new Event('play'))
    return Promise.resolve()
  })
  video.pause = vi.fn(() => {
    stopped = true
    video.dispatchEvent(new Event('pause'))
  })
})
afterEach(() => {
  replay.destroy()
  vi.useRealTimers()
  vi.restoreAllMocks()
})

test('a first visit begins at the beginning', async () => {
  await open()
  expect(engine.loadRecording).toHaveBeenCalledWith(url, 0)
  expect(replay.resumedAt.value).toBeNull()
  expect(replay.state.length).toBe(600)
  expect(replay.download.value).toBe('/replay/a/1/lesson.mp4')
})

test('a second visit goes on where one stopped', async () => {
  await open()
  plays(200)
  replay.destroy()
  expect(placeIn('1')).toBe(ten + 200_000)
  await open()
  expect(engine.loadRecording).toHaveBeenLastCalledWith(url, 200)
  expect(replay.resumedAt.value).toBe(200)
})

test('what is trimmed away is neither shown nor counted', async () => {
  await open({ start: 100, end: 400 })
  expect(engine.loadRecording).toHaveBeenCalledWith(url, 100)
  plays(130)
  expect(replay.state).toMatchObject({ position: 30, length: 300 })
  replay.seek(-50)
  expect(video.currentTime).toBe(100)
  replay.seek(999)
  expect(video.currentTime).toBe(400)
  plays(400.1)
  expect(video.pause).toHaveBeenCalled()
})

test('what is not trimmed is as long as its playlists say', async () => {
  await open({ start: 0, end: Infinity })
  expect(replay.state.length).toBe(600)
  plays(595)
  expect(replay.state.position).toBe(595)
})

test('a place outside the trim is no place to go on', async () => {
  keepPlace({ lesson: '1', moment: ten + 50_000 }, 50, 600)
  await open({ start: 100, end: 400 })
  expect(replay.resumedAt.value).toBeNull()
  expect(engine.loadRecording).toHaveBeenCalledWith(url, 100)
})

test('position and moment of the class belong to each other', async () => {
  await open({ start: 100, end: 400 })
  plays(160)
  expect(replay.date()).toBe(ten + 160_000)
  expect(replay.positionAt(ten + 160_000)).toBe(60)
  expect(replay.positionAt(ten)).toBe(0)
})

test('a seek shows its goal before the picture is there', async () => {
  await open()
  plays(10)
  replay.seek(300)
  video.dispatchEvent(new Event('timeupdate'))
  expect(replay.state.position).toBe(300)
})

test('sound alone is loaded at the same second', async () => {
  await open()
  plays(250)
  replay.setAudioOnly(true)
  await settle()
  expect(engine.loadRecording).toHaveBeenLastCalledWith('/replay/a/1/audio.m3u8', 250)
})

test('after an error it comes back to the same second', async () => {
  await open()
  plays(250)
  listener.broken()
  video.currentTime = 0
  await settle(400)
  expect(engine.loadRecording).toHaveBeenLastCalledWith(url, 250)
})

test('an old address is replaced, and the playlists are read again', async () => {
  await open()
  plays(250)
  call.mockResolvedValue({ replay: '/replay/b/1/index.m3u8' })
  listener.refused(403)
  await settle(400)
  expect(engine.loadRecording).toHaveBeenLastCalledWith('/replay/b/1/index.m3u8', 250)
})

test('who watches while the trim changes goes on at the same moment of the class', async () => {
  await open()
  plays(250)
  describe.mockResolvedValueOnce({ start: 1, end: 300 })
  readRecording.mockResolvedValueOnce({ index: '/replay/b/1/index.m3u8', sound: '', step: 4, timeline: new Timeline([{ start: 0, end: 302, date: ten + 200_000 }]) })
  call.mockResolvedValue({ replay: '/replay/b/1/index.m3u8' })
  listener.refused(403)
  await settle(400)
  expect(engine.loadRecording).toHaveBeenLastCalledWith('/replay/b/1/index.m3u8', 50)
  expect(replay.state).toMatchObject({ position: 49, length: 299 })
})

test('who watches what is trimmed away goes on at the beginning of what is left', async () => {
  await open()
  plays(250)
  describe.mockResolvedValueOnce({ start: 1, end: 100 })
  readRecording.mockResolvedValueOnce({ index: '/replay/b/1/index.m3u8', sound: '', step: 4, timeline: new Timeline([{ start: 0, end: 102, date: ten + 400_000 }]) })
  call.mockResolvedValue({ replay: '/replay/b/1/index.m3u8' })
  listener.refused(403)
  await settle(400)
  expect(engine.loadRecording).toHaveBeenLastCalledWith('/replay/b/1/index.m3u8', 1)
})

test('where one stopped is a moment of the class: trimming its beginning away moves nothing', async () => {
  keepPlace({ lesson: '1', moment: ten + 300_000 }, 300, 600)
  readRecording.mockResolvedValueOnce({ index: url, sound: '', step: 4, timeline: new Timeline([{ start: 0, end: 500, date: ten + 100_000 }]) })
  await open({ start: 2, end: 500 })
  expect(engine.loadRecording).toHaveBeenLastCalledWith(url, 200)
  expect(replay.resumedAt.value).toBe(198)
})

test('where the browser wants a tap first it waits for one, with sound', async () => {
  video.play = vi.fn(() => Promise.reject(new DOMException('no', 'NotAllowedError')))
  await open()
  expect(replay.state).toMatchObject({ paused: true, wantsTap: false })
  expect(video.muted).toBe(false)
})

test('at the end, play means from the beginning', async () => {
  await open()
  plays(600)
  video.pause()
  replay.toggle()
  expect(video.currentTime).toBe(0)
})

test('the speed is kept for the next time', async () => {
  await open()
  replay.setSpeed(1.5)
  expect(video.playbackRate).toBe(1.5)
  replay.destroy()
  await open()
  expect(replay.state.speed).toBe(1.5)
})

test('a recording to be looked through waits at its beginning and keeps no place', async () => {
  keepPlace({ lesson: '1', moment: ten + 300_000 }, 300, 600)
  await open({ start: 0, end: 600 }, false)
  expect(video.play).not.toHaveBeenCalled()
  expect(engine.loadRecording).toHaveBeenCalledWith(url, 0)
  plays(100)
  replay.destroy()
  expect(placeIn('1')).toBe(ten + 300_000)
})
