import { shallowRef } from 'vue'
import type { Playback } from '@/generated/api'
import { Deck, type Choice } from './deck'
import { keepPlace, placeIn } from './recording/place'
import { readRecording, type Recording } from './recording/recording'
import { recallSpeed, rememberSpeed } from './speed'

/** What of a recording may be watched, in seconds of its own time; an `end` of Infinity is where it ends. */
export interface Cut {
  start: number
  end: number
}

const keepEveryMs = 5000

/** Plays the recording of one lesson, from where one stopped the last time. */
export class Replay extends Deck {
  /** null until its playlists have come */
  readonly recording = shallowRef<Recording | null>(null)
  /** the recording as a file, where that is offered */
  readonly download = shallowRef<string>()
  /** where one stopped the last time, in seconds of what may be watched; null: at the beginning */
  readonly resumedAt: number | null
  private readonly keeper = setInterval(() => this.keep(), keepEveryMs)

  /** `watching`: from where one stopped, at once; otherwise it waits at the beginning, and no place is kept. */
  constructor(lesson: string, video: HTMLVideoElement, private cut: Cut, private readonly watching: boolean) {
    super(lesson, video)
    const place = watching ? placeIn(lesson) : null
    this.resumedAt = place !== null && place > cut.start && place < cut.end ? place - cut.start : null
    this.heading = this.resumedAt === null ? cut.start : place
    this.state.paused = !watching
    this.state.length = Number.isFinite(cut.end) ? cut.end - cut.start : 0
    this.state.position = this.resumedAt ?? 0
    this.setSpeed(recallSpeed())
    this.on('pause', () => this.keep())
    this.on('pagehide', () => this.keep(), window)
    void this.start()
  }

  override destroy(): void {
    clearInterval(this.keeper)
    this.keep()
    super.destroy()
  }

  toggle(): void {
    if (!this.video.paused) return this.video.pause()
    if (this.state.position >= this.state.length - 0.5) this.seek(0)
    void this.play()
  }

  /** To a position in what may be watched. */
  seek(position: number): void {
    if (!this.state.length) return
    this.go(this.cut.start + Math.min(Math.max(0, position), this.state.length))
  }

  skip(by: number): void {
    this.seek(this.state.position + by)
  }

  setSpeed(speed: number): void {
    this.state.speed = speed
    rememberSpeed(speed)
    // loading anew sets the one to the other
    this.video.defaultPlaybackRate = speed
    this.video.playbackRate = speed
  }

  override setAudioOnly(on: boolean): void {
    this.heading = this.second()
    super.setAudioOnly(on)
  }

  /** The moment of the class (UTC ms) that is shown; null while nothing is known. */
  date(): number | null {
    return this.recording.value?.timeline.dateAt(this.second()) ?? null
  }

  /** The position at which a moment of the class is shown. */
  positionAt(date: number): number {
    const second = this.recording.value?.timeline.positionAt(date) ?? 0
    return Math.min(Math.max(0, second - this.cut.start), this.state.length)
  }

  protected override wanted(): boolean {
    return true
  }

  protected override begin(): number {
    return this.cut.start
  }

  protected override async choose({ replay, download }: Playback): Promise<Choice> {
    if (!replay) throw new Error('the lesson has no replay')
    if (this.recording.value?.index !== replay) this.recording.value = await readRecording(replay)
    this.offerTiles(replay, false)
    this.download.value = download
    this.cut = { ...this.cut, end: Math.min(this.cut.end, this.recording.value.timeline.length) }
    this.state.length = Math.max(0, this.cut.end - this.cut.start)
    return this.load(this.recording.value, this.second())
  }

  protected override broken(): void {
    this.heading = this.second()
    super.broken()
  }

  protected override async resume(): Promise<void> {
    if (!this.state.paused) await this.play()
  }

  /** Nobody wants to miss the first words: it waits for the tap, with its sound. */
  protected override notAllowed(): Promise<void> {
    this.state.paused = true
    return Promise.resolve()
  }

  protected override moved(): void {
    super.moved()
    if (this.heading === null && this.state.position >= this.state.length && !this.video.paused) this.video.pause()
  }

  private keep(): void {
    if (this.watching && this.state.status !== 'idle') keepPlace(this.lesson, this.second(), this.cut.end)
  }
}
