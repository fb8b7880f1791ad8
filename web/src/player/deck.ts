import { reactive, shallowRef } from 'vue'
import { Backoff } from '@/api/backoff'
import { call } from '@/api/client'
import { asProblem } from '@/api/problem'
import type { Playback } from '@/generated/api'
import { remember } from '@/ui/memory'
import type { Engine, MakeEngine } from './engine'
import { findEngine } from './find_engine'
import { atRest, type Playing } from './playing'
import { NoRecording, type Recording } from './recording/recording'
import { Tiles } from './recording/tiles'
import { askWeixin } from './weixin'

const refusals = [401, 402, 403]

/** What to load, and by which way. */
export interface Choice {
  load: (engine: Engine) => void
  /** HTTP-FLV instead of HLS */
  lowDelay?: boolean
}

/**
 * What every player of a lesson does in its one <video>: asks for the addresses, finds an engine, and comes back from
 * errors with growing waits; sound, and the position within a recording. What is loaded is the business of its heirs.
 */
export abstract class Deck {
  readonly state = reactive<Playing>(atRest())
  /** small pictures of the recording; null: nothing is recorded, as far as is known */
  private readonly tiles = shallowRef<Tiles | null>(null)
  /** called before the element is emptied for another source */
  beforeLoad: () => void = () => undefined
  protected readonly backoff = new Backoff(400, 15_000)
  protected engine: Engine | null = null
  /** what the engine is for */
  protected engineLowDelay = false
  protected retry: ReturnType<typeof setTimeout> | undefined
  /** on the way to this second of the recording: until it is reached, the element's own time means nothing */
  protected heading: number | null = null
  private address: Promise<Playback> | null = null
  private readonly leave = new AbortController()
  /** counts starts, so that an answer to an older one is dropped */
  private turn = 0

  constructor(
    protected readonly lesson: string,
    protected readonly video: HTMLVideoElement,
  ) {
    const { state } = this
    this.on('playing', () => {
      this.heading = null
      this.arrived()
    })
    // who paused has all there is to see
    this.on('canplay', () => state.paused && this.arrived())
    this.on('waiting', () => {
      if (state.status === 'playing') state.status = 'waiting'
    })
    this.on('pause', () => (state.paused = true))
    this.on('play', () => (state.paused = false))
    this.on('volumechange', () => (state.muted = video.muted))
    this.on('seeked', () => {
      this.heading = null
      this.moved()
    })
    this.on('timeupdate', () => this.moved())
    this.on('progress', () => this.loaded())
    askWeixin(() => void this.play())
  }

  /** What should be playing now, ready to be loaded. */
  protected abstract choose(addresses: Playback): Promise<Choice>
  /** False: there is nothing to play at present. */
  protected abstract wanted(): boolean
  /** The second of the recording at which what may be watched begins. */
  protected begin(): number {
    return 0
  }

  destroy(): void {
    this.turn++
    this.leave.abort()
    this.tiles.value?.destroy()
    this.empty()
  }

  /** A small picture of what is shown at that position; null: there is none, or it is on its way. */
  tileAt(position: number): string | null {
    return this.tiles.value?.at(this.begin() + position) ?? null
  }

  /** There is a recording at that address. */
  protected offerTiles(index: string, growing: boolean): void {
    if (this.tiles.value?.index === index) return
    this.tiles.value?.destroy()
    this.tiles.value = new Tiles(index, growing)
  }

  /** Nothing is loaded any more. */
  protected empty(): void {
    clearTimeout(this.retry)
    this.engine?.destroy()
    this.engine = null
    this.state.status = 'idle'
  }

  /** Loads from the beginning of the chain. */
  async start(): Promise<void> {
    clearTimeout(this.retry)
    const turn = ++this.turn
    if (!this.wanted()) return
    if (this.state.status !== 'playing') this.state.status = 'loading'
    try {
      const addresses = await this.ask()
      if (turn !== this.turn) return
      const { load, lowDelay = false } = await this.choose(addresses)
      const make = await findEngine(this.video, lowDelay)
      if (turn !== this.turn) return
      if (!make) return void (this.state.status = 'unsupported')
      this.beforeLoad()
      load(this.engineFor(make, lowDelay))
      await this.resume()
    } catch (error) {
      if (turn === this.turn) this.failed(error)
    }
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

  protected on(event: string, act: () => void, target: EventTarget = this.video): void {
    target.addEventListener(event, act, { signal: this.leave.signal })
  }

  /** The address belongs to this viewer and is asked for once; `anew` where something may have come since. */
  protected ask(anew = false): Promise<Playback> {
    if (!this.address || anew) {
      const asked = call('GET /api/v1/lessons/{id}/playback', { path: { id: this.lesson } })
      asked.catch(() => (this.address = null))
      this.address = asked
    }
    return this.address
  }

  protected load(recording: Recording, from: number): Choice {
    this.heading = from
    const url = (this.state.audioOnly && recording.sound) || recording.index
    return { load: (engine) => engine.loadRecording(url, from) }
  }

  private engineFor(make: MakeEngine, lowDelay: boolean): Engine {
    if (this.engine && this.engineLowDelay === lowDelay) return this.engine
    this.engine?.destroy()
    this.engineLowDelay = lowDelay
    this.engine = make(this.video, { refused: () => this.refused(), broken: () => this.broken() })
    return this.engine
  }

  /** Goes to a second of the recording that is loaded. */
  protected go(second: number): void {
    this.heading = second
    this.video.currentTime = second
    this.moved()
  }

  /** The second of the recording that is shown, or will be as soon as it is there. */
  protected second(): number {
    return this.heading ?? this.video.currentTime
  }

  protected moved(): void {
    this.state.position = Math.max(0, this.second() - this.begin())
    this.loaded()
  }

  private arrived(): void {
    this.state.status = 'playing'
    this.backoff.reset()
  }

  /** After loading. */
  protected resume(): Promise<void> {
    return this.play()
  }

  protected async play(): Promise<void> {
    this.video.volume = this.state.volume
    try {
      await this.video.play()
    } catch (error) {
      if ((error as DOMException).name === 'NotAllowedError') await this.notAllowed()
    }
  }

  /** Sound needs a tap here: a picture that moves is worth more than silence that waits. */
  protected async notAllowed(): Promise<void> {
    this.video.muted = true
    this.state.wantsTap = true
    await this.video.play().catch(() => (this.state.paused = true))
  }

  protected broken(): void {
    if (!this.wanted()) return
    this.state.status = 'waiting'
    this.again()
  }

  private loaded(): void {
    const { buffered } = this.video
    const begin = this.begin()
    this.state.buffered = Array.from({ length: buffered.length }, (_, at) => [buffered.start(at) - begin, buffered.end(at) - begin])
  }

  private failed(error: unknown): void {
    if (error instanceof NoRecording && refusals.includes(error.status)) return this.refused()
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
    this.again()
  }

  private again(): void {
    clearTimeout(this.retry)
    this.retry = setTimeout(() => void this.start(), this.backoff.next())
  }
}
