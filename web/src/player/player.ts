import { reactive } from 'vue'
import { Backoff } from '@/api/backoff'
import { call } from '@/api/client'
import { asProblem } from '@/api/problem'
import type { Playback } from '@/generated/api'
import { recall, remember } from '@/ui/memory'
import type { Engine, MakeEngine } from './engine'
import { canLowDelay, findEngine } from './find_engine'
import { askWeixin } from './weixin'

export type PlayStatus = 'idle' | 'loading' | 'playing' | 'waiting' | 'refused' | 'unsupported'

export interface Playing {
  status: PlayStatus
  /** the sentence for `refused` */
  refusal: string
  paused: boolean
  muted: boolean
  /** muted because the browser wants a tap first */
  wantsTap: boolean
  volume: number
  /** seconds behind the lecturer, null when not known */
  latency: number | null
  audioOnly: boolean
  /** HTTP-FLV instead of HLS; null where it cannot be had */
  lowDelay: boolean | null
}

/** How long a returning stream may take to move again before the playlist is loaded anew. */
const moveWithinMs = 2500
const refusals = [401, 402, 403]
/** The faster way fails when it breaks so often without having played for so long; then the other is taken. */
const lowDelayTries = 2
const playedForMs = 10_000

/**
 * Plays one lesson in one <video>: asks for the address, finds an engine, starts muted where sound needs a tap, and
 * comes back from errors with growing waits. It plays only while the encoder sends (`stream(true)`).
 */
export class Player {
  readonly state = reactive<Playing>({
    status: 'idle',
    refusal: '',
    paused: false,
    muted: false,
    wantsTap: false,
    volume: Number(recall('volume') ?? 1),
    latency: null,
    audioOnly: recall('audio-only') === 'yes',
    lowDelay: canLowDelay() ? recall('low-delay') === 'yes' : null,
  })
  private readonly backoff = new Backoff(400, 15_000)
  private readonly clock = setInterval(() => (this.state.latency = this.engine?.latency() ?? null), 1000)
  private engine: Engine | null = null
  private retry: ReturnType<typeof setTimeout> | undefined
  private address: Promise<Playback> | null = null
  private streaming = false
  /** what the engine is for */
  private engineLowDelay = false
  private loadedAt = 0
  private lowDelayFailures = 0
  /** counts starts, so that an answer to an older one is dropped */
  private turn = 0

  constructor(
    private readonly lesson: string,
    private readonly video: HTMLVideoElement,
  ) {
    const { state } = this
    video.addEventListener('playing', () => {
      state.status = 'playing'
      this.backoff.reset()
    })
    video.addEventListener('waiting', () => {
      if (state.status === 'playing') state.status = 'waiting'
    })
    video.addEventListener('pause', () => (state.paused = true))
    video.addEventListener('play', () => (state.paused = false))
    video.addEventListener('volumechange', () => (state.muted = video.muted))
    askWeixin(() => void this.play())
    // the address is asked for while the room still greets; a refusal shows when it is needed
    void this.ask().catch(() => undefined)
  }

  /** The encoder came or went. A short absence is only a discontinuity: load anew when the picture does not move by itself. */
  stream(on: boolean): void {
    this.streaming = on
    clearTimeout(this.retry)
    if (!on) return
    if (!this.engine || this.state.status === 'idle') return void this.start()
    const before = this.video.currentTime
    this.retry = setTimeout(() => {
      if (this.video.currentTime === before && !this.state.paused) void this.start()
    }, moveWithinMs)
  }

  destroy(): void {
    this.turn++
    this.streaming = false
    clearInterval(this.clock)
    clearTimeout(this.retry)
    this.engine?.destroy()
    this.engine = null
  }

  /** Loads from the beginning of the chain. */
  async start(): Promise<void> {
    clearTimeout(this.retry)
    const turn = ++this.turn
    if (!this.streaming) return
    if (this.state.status !== 'playing') this.state.status = 'loading'
    try {
      // sound alone comes by HLS
      const lowDelay = this.state.lowDelay === true && !this.state.audioOnly
      const [make, addresses] = await Promise.all([findEngine(this.video, lowDelay), this.ask()])
      if (turn !== this.turn) return
      if (!make) return void (this.state.status = 'unsupported')
      if (lowDelay && !addresses.flv) return this.giveUpLowDelay()
      this.useEngine(make, lowDelay)
      this.engine?.load((lowDelay && addresses.flv) || (this.state.audioOnly && addresses.audio) || addresses.hls)
      this.loadedAt = performance.now()
      await this.play()
    } catch (error) {
      if (turn === this.turn) this.failed(error)
    }
  }

  toggle(): void {
    if (!this.video.paused) return this.video.pause()
    this.engine?.toLive()
    void this.play()
  }

  toLive(): void {
    this.engine?.toLive()
  }

  tapForSound(): void {
    this.video.muted = false
    this.state.wantsTap = false
    void this.play()
  }

  setVolume(volume: number): void {
    this.state.volume = Math.min(1, Math.max(0, volume))
    remember('volume', String(this.state.volume))
    this.video.volume = this.state.volume
    this.video.muted = this.state.volume === 0
    this.state.wantsTap = false
  }

  toggleMuted(): void {
    this.video.muted = !this.video.muted
    this.state.wantsTap = false
  }

  setAudioOnly(on: boolean): void {
    this.state.audioOnly = on
    remember('audio-only', on ? 'yes' : 'no')
    void this.start()
  }

  setLowDelay(on: boolean): void {
    this.state.lowDelay = on
    this.lowDelayFailures = 0
    remember('low-delay', on ? 'yes' : 'no')
    void this.start()
  }

  private useEngine(make: MakeEngine, lowDelay: boolean): void {
    if (this.engine && this.engineLowDelay === lowDelay) return
    this.engine?.destroy()
    this.engineLowDelay = lowDelay
    this.engine = make(this.video, { refused: () => this.refused(), broken: () => this.broken() })
  }

  /** For this page; the wish is kept. */
  private giveUpLowDelay(): void {
    this.state.lowDelay = false
    void this.start()
  }

  private ask(): Promise<Playback> {
    if (!this.address) {
      const asked = call('GET /api/v1/lessons/{id}/playback', { path: { id: this.lesson } })
      asked.catch(() => (this.address = null))
      this.address = asked
    }
    return this.address
  }

  private failed(error: unknown): void {
    const problem = asProblem(error)
    if (!refusals.includes(problem.status)) {
      console.warn('player:', error)
      return this.broken()
    }
    this.state.status = 'refused'
    this.state.refusal = problem.message
  }

  /** The address may merely be old: ask for another; a refusal of that is final. */
  private refused(): void {
    this.address = null
    this.retry = setTimeout(() => void this.start(), this.backoff.next())
  }

  private broken(): void {
    if (!this.streaming) return
    this.state.status = 'waiting'
    clearTimeout(this.retry)
    if (this.engineLowDelay && this.state.lowDelay) {
      this.lowDelayFailures = performance.now() - this.loadedAt < playedForMs ? this.lowDelayFailures + 1 : 1
      if (this.lowDelayFailures >= lowDelayTries) return this.giveUpLowDelay()
    }
    this.retry = setTimeout(() => void this.start(), this.backoff.next())
  }

  private async play(): Promise<void> {
    const { video } = this
    video.volume = this.state.volume
    try {
      await video.play()
    } catch (error) {
      if ((error as DOMException).name !== 'NotAllowedError') return
      video.muted = true
      this.state.wantsTap = true
      await video.play().catch(() => (this.state.paused = true))
    }
  }
}
