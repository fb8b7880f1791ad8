// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ApiProblem } from '@/api/problem'
import type { Engine, EngineListener } from './engine'

const engine = { load: vi.fn<(url: string) => void>(), latency: () => null, toLive: vi.fn(), destroy: vi.fn() } satisfies Engine
let listener: EngineListener
const call = vi.fn()
vi.mock('@/api/client', () => ({ call }))
vi.mock('./find_engine', () => ({
  findEngine: () => Promise.resolve((_: HTMLVideoElement, heard: EngineListener) => {
    listener = heard
    return engine
  }),
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
  call.mockReset().mockResolvedValue({ hls: '/hls/a/1/index.m3u8', audio: '/hls/a/1/audio.m3u8' })
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
