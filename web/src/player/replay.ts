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

/**
 * Plays the recording of one lesson, from where one stopped the last time. When something of it is refused, its trim may
 * have changed: it is described and read anew, and one goes on at the same moment of the class, if that is still shown.
 */
export class Replay extends Deck {
  /** null until its playlists have come */
  readonly recording = shallowRef<Recording | null>(null)
  /** the recording as a file, where that is offered */
  readonly download = shallowRef<string>()
  /** where one stopped the last time, in seconds of what may be watched; null: at the beginning, or not known yet */
  readonly resumedAt = shallowRef<number | null>(null)
  private readonly keeper = setInterval(() => this.keep(), keepEveryMs)

  /** the playlists may say something else by now */
  private stale = false

  /**
   * `watching`: from where one stopped, at once; otherwise it waits at the beginning, and no place is kept. `describe`: what
   * may be watched of the recording as it is by then.
   */
  constructor(
    lesson: string,
    video: HTMLVideoElement,
    private cut: Cut,
    private readonly watching: boolean,
    private readonly describe: () => Promise<Cut>,
  ) {
    super(lesson, video)
    this.heading = cut.start
    this.state.paused = !watching
    this.state.length = Number.isFinite(cut.end) ? cut.end - cut.start : 0
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
    if (this.stale || this.recording.value?.index !== replay) await this.read(replay)
    this.offerTiles(replay, false)
    this.download.value = download
    return this.load(this.recording.value!, this.second())
  }

  private async read(index: string): Promise<void> {
    const moment = this.recording.value ? this.date() : this.watching ? placeIn(this.lesson) : null
    const first = !this.recording.value
    const cut = first ? this.cut : await this.describe()
    const recording = await readRecording(index)
    this.stale = false
    this.recording.value = recording
    this.cut = { start: cut.start, end: Math.min(cut.end, recording.timeline.length) }
    this.state.length = Math.max(0, this.cut.end - this.cut.start)
    if (moment === null) return
    const second = recording.timeline.positionAt(moment)
    const shown = second > this.cut.start && second < this.cut.end
    this.heading = shown ? second : this.cut.start
    this.moved()
    if (first && shown) this.resumedAt.value = second - this.cut.start
  }

  protected override broken(): void {
    this.heading = this.second()
    this.stale = true
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
    const moment = this.watching && this.state.status !== 'idle' ? this.date() : null
    if (moment !== null) keepPlace({ lesson: this.lesson, moment }, this.second(), this.cut.end)
  }
}
