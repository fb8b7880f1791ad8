import Hls, { type ErrorData, type HlsConfig } from 'hls.js'
import type { Engine, EngineListener } from './engine'
import { LateWatch } from './late_watch'
import { StarveWatch } from './starve_watch'

export const supported = (): boolean => Hls.isSupported()

const checkEveryMs = 500
const refusals = [401, 402, 403]
const mediaRepairs = 2
// Of two pictures the larger one is tried first, where it has room: most lines carry it, and the measured rate decides soon.
const common: Partial<HlsConfig> = { enableWorker: false, capLevelToPlayerSize: true, abrEwmaDefaultEstimate: 5_000_000 }

class HlsEngine implements Engine {
  private hls: Hls | null = null
  private live = true
  private readonly late = new LateWatch()
  private readonly starve = new StarveWatch()
  private readonly checks: ReturnType<typeof setInterval>
  private repairs = 0

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly listener: EngineListener,
  ) {
    // iOS asks for this before it hands out a ManagedMediaSource
    video.disableRemotePlayback = true
    this.checks = setInterval(() => this.check(), checkEveryMs)
  }

  load(url: string): void {
    this.live = true
    // Figures of docs: rate 1.1 keeps OBS's defaults below two seconds; a stall costs a third of a second, not one.
    // The back of the buffer is left to the browser: hls.js 1.7 forgets which parts of the newest segment it has when it
    // empties the back while a part is being appended, and may then wait for ever (StarveWatch).
    this.begin(url, { lowLatencyMode: true, maxLiveSyncPlaybackRate: 1.1, liveSyncOnStallIncrease: 0.33 })
  }

  /** A growing one counts as live for hls.js, so it must be told not to hurry to its edge. */
  loadRecording(url: string, from: number): void {
    this.live = false
    this.begin(url, { lowLatencyMode: false, startPosition: from, maxLiveSyncPlaybackRate: 1, backBufferLength: 60 })
  }

  /** What was measured of the line holds for what is loaded next. */
  private begin(url: string, config: Partial<HlsConfig>): void {
    const measured = this.hls ? { abrEwmaDefaultEstimate: this.hls.bandwidthEstimate } : {}
    this.hls?.destroy()
    this.repairs = 0
    const hls = new Hls({ ...common, ...measured, ...config })
    hls.on(Hls.Events.ERROR, (_, data) => this.failed(data))
    hls.on(Hls.Events.LEVEL_UPDATED, (_, { details }) => details.advanced && this.starve.advanced())
    hls.loadSource(url)
    hls.attachMedia(this.video)
    this.hls = hls
  }

  latency(): number | null {
    const latency = this.live ? this.hls?.latency : null
    return latency && Number.isFinite(latency) ? latency : null
  }

  date(): number | null {
    return (this.live && this.hls?.playingDate?.getTime()) || null
  }

  toLive(): void {
    const live = this.live && this.hls?.liveSyncPosition
    if (live) this.video.currentTime = live
  }

  destroy(): void {
    clearInterval(this.checks)
    this.hls?.destroy()
    this.hls = null
  }

  private check(): void {
    if (this.video.paused) this.starve.rest()
    else if (this.starve.starved(this.video.currentTime, performance.now())) return this.giveUp()
    const latency = this.latency()
    const target = this.hls?.targetLatency
    // Whoever loads is not late but slow: a jump now would throw away what is on its way.
    const moving = !this.video.paused && !this.video.seeking && this.video.readyState >= HTMLMediaElement.HAVE_FUTURE_DATA
    if (latency === null || !target || !moving) return this.late.rest()
    if (this.late.jump(latency, target, performance.now())) this.toLive()
  }

  /** What hls.js remembers is wrong, so nothing of it is kept: whoever listens has everything loaded anew. */
  private giveUp(): void {
    console.warn('player: starved, loading anew')
    this.hls?.stopLoad()
    this.listener.broken()
  }

  private failed(data: ErrorData): void {
    const status = data.response?.code ?? 0
    if (refusals.includes(status)) {
      this.hls?.stopLoad()
      this.listener.refused(status)
    } else if (data.fatal) this.mend(data)
  }

  private mend(data: ErrorData): void {
    if (data.type === Hls.ErrorTypes.MEDIA_ERROR && this.repairs < mediaRepairs) {
      this.repairs++
      this.hls?.recoverMediaError()
      return
    }
    this.hls?.stopLoad()
    this.listener.broken()
  }
}

export const makeHlsEngine = (video: HTMLVideoElement, listener: EngineListener): Engine => new HlsEngine(video, listener)
