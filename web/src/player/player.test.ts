// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ApiProblem } from '@/api/problem'
import type { Engine, EngineListener } from './engine'
import { Timeline } from './recording/timeline'

const ten = Date.UTC(2026, 10, 25, 10)
const engine = {
  load: vi.fn<(url: string) => void>(),
  loadRecording: vi.fn<(url: string, from: number) => void>(),
  latency: () => null,
  date: () => ten + 250_000,
  toLive: vi.fn(),
  destroy: vi.fn(),
} satisfies Engine
let listener: EngineListener
const call = vi.fn()
class NoRecording extends Error {
  constructor(readonly status: number) {
    super()
  }
}
const readRecording = vi.fn((index: string) => Promise.resolve({ index, sound: null, step: 4, timeline: new Timeline([{ start: 0, end: 300, date: ten }]) }))
vi.mock('./recording/recording', () => ({ readRecording, NoRecording }))
vi.mock('@/api/client', () => ({ call }))
let lowDelay: boolean
vi.mock('./find_engine', () => ({
  canLowDelay: () => true,
  findEngine: (_: HTMLVideoElement, low: boolean) => {
    lowDelay = low
    return Promise.resolve((_: HTMLVideoElement, heard: EngineListener) => {
      listener = heard
      return engine
    })
  },
}))
const { Player } = await import('./player')

let video: HTMLVideoElement
let player: InstanceType<typeof Player>
const settle = (ms = 0): Promise<unknown> => vi.advanceTimersByTimeAsync(ms)

beforeEach(async () => {
  vi.useFakeTimers()
  vi.spyOn(Math, 'random').mockReturnValue(1)
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  localStorage.clear()
  for (const spy of [engine.load, engine.loadRecording, engine.toLive]) spy.mockClear()
  call.mockReset().mockResolvedValue({ hls: '/hls/a/1/index.m3u8', flv: '/flv/a/1.flv', audio: '/hls/a/1/audio.m3u8' })
  video = document.createElement('video')
  video.play = vi.fn(() => Promise.resolve())
  player = new Player('1', video)
  await settle()
})
afterEach(() => {
  player.destroy()
  vi.useRealTimers()
  vi.restoreAllMocks()
})

test('nothing is loaded before the encoder sends, but the address is at hand', async () => {
  expect(call).toHaveBeenCalledTimes(1)
  expect(engine.load).not.toHaveBeenCalled()
  player.stream(true)
  await settle()
  expect(engine.load).toHaveBeenCalledWith('/hls/a/1/index.m3u8')
  expect(call).toHaveBeenCalledTimes(1)
})

test('sound alone has its own address', async () => {
  player.setAudioOnly(true)
  player.stream(true)
  await settle()
  expect(engine.load).toHaveBeenLastCalledWith('/hls/a/1/audio.m3u8')
})

test('less delay is a choice that is remembered, and has its own address', async () => {
  player.stream(true)
  await settle()
  expect(lowDelay).toBe(false)
  player.setLowDelay(true)
  await settle()
  expect(lowDelay).toBe(true)
  expect(engine.load).toHaveBeenLastCalledWith('/flv/a/1.flv')
  expect(new Player('1', video).state.lowDelay).toBe(true)
  player.setAudioOnly(true)
  await settle()
  expect(engine.load).toHaveBeenLastCalledWith('/hls/a/1/audio.m3u8')
})

test('where the faster way fails twice, the other is taken and the wish is kept', async () => {
  player.setLowDelay(true)
  player.stream(true)
  await settle()
  listener.broken()
  await settle(400)
  expect(engine.load).toHaveBeenLastCalledWith('/flv/a/1.flv')
  listener.broken()
  await settle(1000)
  expect(engine.load).toHaveBeenLastCalledWith('/hls/a/1/index.m3u8')
  expect(player.state.lowDelay).toBe(false)
  expect(localStorage.getItem('lyceum.low-delay')).toBe('yes')
})

test('a break after it has played for long does not count against it', async () => {
  player.setLowDelay(true)
  player.stream(true)
  await settle()
  for (let i = 0; i < 4; i++) {
    await settle(20_000)
    listener.broken()
    await settle(20_000)
  }
  expect(engine.load).toHaveBeenLastCalledWith('/flv/a/1.flv')
})

test('a server that does not offer it is asked for the other', async () => {
  call.mockResolvedValue({ hls: '/hls/a/1/index.m3u8' })
  player.destroy()
  player = new Player('1', video)
  player.setLowDelay(true)
  player.stream(true)
  await settle()
  expect(engine.load).toHaveBeenLastCalledWith('/hls/a/1/index.m3u8')
})

test('a broken engine is loaded again after growing waits', async () => {
  player.stream(true)
  await settle()
  listener.broken()
  expect(player.state.status).toBe('waiting')
  await settle(399)
  expect(engine.load).toHaveBeenCalledTimes(1)
  await settle(1)
  expect(engine.load).toHaveBeenCalledTimes(2)
  listener.broken()
  await settle(799)
  expect(engine.load).toHaveBeenCalledTimes(2)
  await settle(1)
  expect(engine.load).toHaveBeenCalledTimes(3)
})

test('a refused address is asked for anew, because it may merely be old', async () => {
  player.stream(true)
  await settle()
  call.mockResolvedValue({ hls: '/hls/b/1/index.m3u8' })
  listener.refused(403)
  await settle(400)
  expect(engine.load).toHaveBeenLastCalledWith('/hls/b/1/index.m3u8')
})

test('who may not watch reads why and is not tried again', async () => {
  player.stream(true)
  await settle()
  call.mockRejectedValue(new ApiProblem({ status: 403, code: 'banned', title: '你已不能观看。' }))
  listener.refused(403)
  await settle(60_000)
  expect(player.state).toMatchObject({ status: 'refused', refusal: '你已不能观看。' })
  expect(engine.load).toHaveBeenCalledTimes(1)
})

test('while the encoder is away errors are left alone', async () => {
  player.stream(true)
  await settle()
  player.stream(false)
  listener.broken()
  await settle(60_000)
  expect(engine.load).toHaveBeenCalledTimes(1)
})

test('after a return the playlist is loaded anew only if the picture does not move by itself', async () => {
  player.stream(true)
  await settle()
  video.dispatchEvent(new Event('playing'))
  player.stream(false)
  player.stream(true)
  video.currentTime = 3
  await settle(2500)
  expect(engine.load).toHaveBeenCalledTimes(1)
  player.stream(false)
  player.stream(true)
  await settle(2500)
  expect(engine.load).toHaveBeenCalledTimes(2)
})

test('where sound needs a tap, the picture starts muted and says so', async () => {
  video.play = vi.fn(() => (video.muted ? Promise.resolve() : Promise.reject(new DOMException('no', 'NotAllowedError'))))
  player.stream(true)
  await settle()
  expect(video.muted).toBe(true)
  expect(player.state.wantsTap).toBe(true)
  player.tapForSound()
  expect(video.muted).toBe(false)
  expect(player.state.wantsTap).toBe(false)
})

const index = '/replay/a/1/index.m3u8'

/** The class runs, and 300 s of it are recorded. */
async function recorded(): Promise<void> {
  call.mockImplementation((operation: string) => Promise.resolve(operation.endsWith('/replay') ? { duration_ms: 300_000 } : { hls: '/hls/a/1/index.m3u8', replay: index }))
  player.destroy()
  player = new Player('1', video)
  player.stream(true)
  await settle()
  video.dispatchEvent(new Event('playing'))
  await settle(1)
}

test('without a recording there is no way back', async () => {
  player.stream(true)
  await settle()
  player.skip(-5)
  await settle()
  expect(player.state.length).toBe(0)
  expect(engine.loadRecording).not.toHaveBeenCalled()
})

test('the recording grows with the class, and stands still while the encoder is away', async () => {
  await recorded()
  await settle(10_000)
  expect(player.state.length).toBeCloseTo(310, 0)
  player.stream(false)
  await settle(60_000)
  expect(player.state.length).toBeCloseTo(310, 0)
})

test('going back loads the recording there, and one tap returns to the stream', async () => {
  await recorded()
  engine.load.mockClear()
  player.seek(120)
  await settle()
  expect(engine.loadRecording).toHaveBeenCalledWith(index, 120)
  expect(player.state.behind).toBeCloseTo(180, 0)
  player.toLive()
  await settle()
  expect(engine.load).toHaveBeenCalledWith('/hls/a/1/index.m3u8')
  expect(player.state.behind).toBeNull()
})

test('one does not come nearer to the edge than what is whole', async () => {
  await recorded()
  player.skip(-5)
  await settle()
  expect(engine.loadRecording).toHaveBeenCalledWith(index, 294)
})

test('forward beyond what is whole means back to the class', async () => {
  await recorded()
  player.seek(120)
  await settle()
  engine.load.mockClear()
  player.seek(298)
  await settle()
  expect(engine.load).toHaveBeenCalled()
})

test('after a pause one goes on where one stopped', async () => {
  await recorded()
  video.dispatchEvent(new Event('pause'))
  await settle(30_000)
  expect(player.state.behind).toBeCloseTo(30, 0)
  player.toggle()
  await settle()
  expect(engine.loadRecording).toHaveBeenCalledWith(index, 250)
})

test('a slip of the finger goes on with the class', async () => {
  await recorded()
  video.dispatchEvent(new Event('pause'))
  await settle(1000)
  player.toggle()
  await settle()
  expect(engine.toLive).toHaveBeenCalled()
  expect(engine.loadRecording).not.toHaveBeenCalled()
})

test('while one watches what was, the encoder may come and go', async () => {
  await recorded()
  player.seek(120)
  await settle()
  engine.load.mockClear()
  player.stream(false)
  player.stream(true)
  await settle(60_000)
  expect(engine.load).not.toHaveBeenCalled()
})

test('a recording that is gone leads back to the class', async () => {
  await recorded()
  engine.load.mockClear()
  readRecording.mockRejectedValueOnce(new NoRecording(404))
  player.seek(120)
  await settle()
  expect(engine.load).toHaveBeenCalledWith('/hls/a/1/index.m3u8')
})
