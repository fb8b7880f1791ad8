import mpegts from 'mpegts.js'
import type { Engine, EngineListener } from './engine'
import { LateWatch } from './late_watch'

const checkEveryMs = 500
const refusals = [401, 402, 403]
/** Seconds held: what the server gathers, the encoder's B-frames and the line's unrest, and some. */
const target = 0.8
/** Beyond so much it plays faster until it is back at the target: the delay never grows for long. */
const tooLate = 1.2
const catchUpRate = 1.1

type FlvPlayer = ReturnType<typeof mpegts.createPlayer>

class FlvEngine implements Engine {
  private player: FlvPlayer | null = null
  private readonly late = new LateWatch()
  private readonly checks: ReturnType<typeof setInterval>
  /** the first picture was decoded from a key frame that may lie far back */
  private atLive = false

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly listener: EngineListener,
  ) {
    mpegts.LoggingControl.enableAll = false
    this.checks = setInterval(() => this.check(), checkEveryMs)
  }

  load(url: string): void {
    this.unload()
    this.atLive = false
    const player = mpegts.createPlayer(
      { type: 'flv', isLive: true, url: new URL(url, location.href).href },
      {
        isLive: true,
        enableStashBuffer: false,
        lazyLoad: false,
        deferLoadAfterSourceOpen: false,
        liveSync: true,
        liveSyncTargetLatency: target,
        liveSyncMaxLatency: tooLate,
        liveSyncPlaybackRate: catchUpRate,
        autoCleanupSourceBuffer: true,
        autoCleanupMaxBackwardDuration: 30,
        autoCleanupMinBackwardDuration: 15,
      },
    )
    player.on(mpegts.Events.ERROR, (_: string, __: string, info?: { code?: number }) => this.failed(info?.code ?? 0))
    // the server has hung up: the lesson, or the right to watch, is over, or the server starts anew
    player.on(mpegts.Events.LOADING_COMPLETE, () => this.failed(0))
    player.attachMediaElement(this.video)
    player.load()
    this.player = player
  }

  /** Recordings come by HLS. */
  loadRecording(): void {
    this.listener.broken()
  }

  /** The stream does not carry the time of day. */
  date(): number | null {
    return null
  }

  latency(): number | null {
    const { buffered, currentTime } = this.video
    return this.player && buffered.length ? Math.max(0, buffered.end(buffered.length - 1) - currentTime) : null
  }

  toLive(): void {
    const { buffered } = this.video
    if (!buffered.length) return
    const last = buffered.length - 1
    this.video.currentTime = Math.max(buffered.start(last), buffered.end(last) - target)
  }

  destroy(): void {
    clearInterval(this.checks)
    this.unload()
  }

  private unload(): void {
    this.player?.destroy()
    this.player = null
  }

  private check(): void {
    const latency = this.latency()
    const { video } = this
    if (latency === null || video.paused || video.seeking) return this.late.rest()
    if (!this.atLive && video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) {
      this.atLive = true
      if (latency > tooLate) this.toLive()
    } else if (video.readyState < HTMLMediaElement.HAVE_FUTURE_DATA) {
      // an encoder's absence leaves a hole in the stream's time
      this.late.rest()
      if (latency > target) this.toLive()
    } else if (this.late.jump(latency, target, performance.now())) this.toLive()
  }

  private failed(status: number): void {
    this.unload()
    if (refusals.includes(status)) this.listener.refused(status)
    else this.listener.broken()
  }
}

export const makeFlvEngine = (video: HTMLVideoElement, listener: EngineListener): Engine => new FlvEngine(video, listener)
