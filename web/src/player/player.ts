import { call } from '@/api/client'
import type { Playback } from '@/generated/api'
import { Deck, type Choice } from './deck'
import { remember } from '@/ui/memory'
import { keepPlace } from './recording/place'
import { NoRecording, readRecording, type Recording } from './recording/recording'

/** How long a returning stream may take to move again before the playlist is loaded anew. */
const moveWithinMs = 2500
/** A pause shorter than this is a slip of the finger: one goes on with the class. */
const shortPauseMs = 2000
/** When nothing is recorded yet, it is worth asking once more. */
const recordedAfterMs = 15_000
/** The faster way fails when it breaks so often without having played for so long; then the other is taken. */
const lowDelayTries = 2
const playedForMs = 10_000

/** Where to go in the recording: a second of it, or a moment of the class (UTC ms). */
type Goal = { second: number } | { date: number }

/**
 * Plays one lesson while it is live: the low-latency stream, or, for whoever goes back or comes back from a pause, the
 * recording of the class so far (time shift). One of the two at a time. It plays only while the encoder sends
 * (`stream(true)`); what is recorded can be watched meanwhile, too.
 */
export class Player extends Deck {
  private streaming = false
  /** null: the low-latency stream */
  private goal: Goal | null = null
  /** what was recorded at a time of our clock; grows while the encoder sends. Seconds, ms */
  private recorded: { length: number; at: number } | null = null
  /** seconds that the recording's edge stays behind the class: a segment must be whole before it can be had */
  private step = 0
  /** of the recording that was loaded last */
  private timeline: Recording['timeline'] | null = null
  private learning: Promise<void> | null = null
  private chosenAt = 0
  private lowDelayFailures = 0
  private paused: { date: number | null; at: number } | null = null
  private readonly clock = setInterval(() => this.tick(), 1000)

  constructor(lesson: string, video: HTMLVideoElement) {
    super(lesson, video)
    this.on('pause', () => (this.paused = { date: this.engine?.date() ?? null, at: Date.now() }))
    this.on('play', () => (this.paused = null))
    this.on('playing', () => void (this.learning ??= this.learn()))
    // the address is asked for while the room still greets; a refusal shows when it is needed
    void this.ask().catch(() => undefined)
  }

  /** The encoder came or went. A short absence is only a discontinuity: load anew when the picture does not move by itself. */
  stream(on: boolean): void {
    this.tick()
    this.streaming = on
    if (this.recorded) this.recorded = { length: this.state.length, at: Date.now() }
    if (this.goal) return
    clearTimeout(this.retry)
    if (!on) return
    if (!this.engine || this.state.status === 'idle') return void this.start()
    const before = this.video.currentTime
    this.retry = setTimeout(() => {
      if (this.video.currentTime === before && !this.state.paused) void this.start()
    }, moveWithinMs)
  }

  override destroy(): void {
    clearInterval(this.clock)
    const moment = this.goal && this.timeline?.dateAt(this.second())
    if (moment) keepPlace({ lesson: this.lesson, moment }, this.second(), Infinity)
    super.destroy()
  }

  /** After a pause one goes on where one stopped, if that is recorded. */
  toggle(): void {
    if (!this.video.paused) return this.video.pause()
    const { paused } = this
    if (this.goal) void this.play()
    else if (this.recorded && paused?.date && Date.now() - paused.at > shortPauseMs) this.shift({ date: paused.date })
    else {
      this.engine?.toLive()
      void this.play()
    }
  }

  /** Back to the class, from wherever one is. */
  toLive(): void {
    this.paused = null
    if (!this.goal) {
      this.engine?.toLive()
      return void (this.video.paused && this.play())
    }
    this.goal = null
    this.heading = null
    this.state.status = 'loading'
    this.tick()
    if (this.streaming) return void this.start()
    this.empty()
  }

  /** Into the recording; forward beyond what is whole means back to the class. */
  seek(second: number): void {
    if (!this.recorded) return
    const { position, length } = this.state
    if (second > position && second > length - this.step) return this.toLive()
    const at = Math.min(Math.max(0, second), Math.max(0, length - this.step))
    if (!this.goal) return this.shift({ second: at })
    this.goal = { second: at }
    this.go(at)
    if (this.video.paused) void this.play()
  }

  /** of the class (UTC ms, the server's clock) that is shown; null: not known */
  moment(): number | null {
    return (this.goal ? this.timeline?.dateAt(this.second()) : this.engine?.date()) ?? null
  }

  skip(by: number): void {
    this.seek(this.state.position + by)
  }

  protected override wanted(): boolean {
    return this.streaming || this.goal !== null
  }

  protected override async choose(addresses: Playback): Promise<Choice> {
    const recording = this.goal && addresses.replay ? await readRecording(addresses.replay).catch(noneIfMissing) : null
    if (recording && this.goal) return this.load(recording, this.placeIn(recording, this.goal))
    this.goal = null
    const { state } = this
    if (state.lowDelay && !addresses.flv) state.lowDelay = false
    // sound alone comes by HLS
    const lowDelay = state.lowDelay === true && !state.audioOnly
    const url = (lowDelay && addresses.flv) || (state.audioOnly && addresses.audio) || addresses.hls
    if (!url) throw new Error('the lesson has no live stream')
    this.chosenAt = performance.now()
    return { lowDelay, load: (engine) => engine.load(url) }
  }

  protected override moved(): void {
    if (this.goal) super.moved()
  }

  override setAudioOnly(on: boolean): void {
    this.stay()
    super.setAudioOnly(on)
  }

  setLowDelay(on: boolean): void {
    this.state.lowDelay = on
    this.lowDelayFailures = 0
    remember('low-delay', on ? 'yes' : 'no')
    if (!this.goal) void this.start()
  }

  protected override broken(): void {
    this.stay()
    if (this.engineLowDelay && this.state.lowDelay) this.judgeLowDelay()
    super.broken()
  }

  /** Given up for this page; the wish is kept. */
  private judgeLowDelay(): void {
    this.lowDelayFailures = performance.now() - this.chosenAt < playedForMs ? this.lowDelayFailures + 1 : 1
    if (this.lowDelayFailures >= lowDelayTries) this.state.lowDelay = false
  }

  /** Whatever is loaded next goes on here. */
  private stay(): void {
    if (this.goal) this.goal = { second: this.second() }
  }

  /** Not nearer to the edge than is whole, or the picture would stop at once. */
  private placeIn({ timeline, step }: Recording, goal: Goal): number {
    this.step = 1.5 * step
    this.timeline = timeline
    if (timeline.length > this.state.length) this.recorded = { length: timeline.length, at: Date.now() }
    const wish = 'date' in goal ? timeline.positionAt(goal.date) : goal.second
    return Math.max(0, Math.min(wish, timeline.length - this.step))
  }

  private shift(goal: Goal): void {
    this.goal = goal
    this.state.status = 'loading'
    this.heading = 'second' in goal ? goal.second : this.state.position
    this.moved()
    this.tick()
    void this.start()
  }

  /** How much is recorded; asked once the picture moves, and once more if it was too early. */
  private async learn(): Promise<void> {
    for (const waitMs of [0, recordedAfterMs]) {
      await new Promise((go) => setTimeout(go, waitMs))
      const { replay } = await this.ask(waitMs > 0).catch(() => ({ replay: undefined }))
      const known = replay && (await call('GET /api/v1/lessons/{id}/replay', { path: { id: this.lesson } }).catch(() => null))
      if (!known) continue
      this.offerTiles(replay, true)
      this.recorded = { length: known.duration_ms / 1000, at: Date.now() }
      return this.tick()
    }
  }

  private tick(): void {
    const { state, recorded } = this
    const now = Date.now()
    state.latency = this.engine?.latency() ?? null
    if (!recorded) return
    state.length = recorded.length + (this.streaming ? (now - recorded.at) / 1000 : 0)
    if (this.goal) return void (state.behind = state.length - state.position)
    const held = this.paused && now - this.paused.at > shortPauseMs ? (now - this.paused.at) / 1000 : 0
    state.behind = held || null
    state.position = state.length - held
  }
}

function noneIfMissing(error: unknown): null {
  if (error instanceof NoRecording && error.status === 404) return null
  throw error
}
