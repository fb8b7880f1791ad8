// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ApiProblem } from '@/api/problem'
import type { Engine, EngineListener } from './engine'

const engine = { load: vi.fn<(url: string) => void>(), latency: () => null, toLive: vi.fn(), destroy: vi.fn() } satisfies Engine
let listener: EngineListener
const call = vi.fn()
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
  engine.load.mockClear()
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
  await settle()
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
