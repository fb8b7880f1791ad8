import { onScopeDispose, ref, watch, type Ref } from 'vue'
import { seriesLength } from './series'

/**
 * How loud the class is, measured where it is decoded anyway: in the lecturer's own preview. The server does not decode
 * sound, so it cannot know. dBFS, 0 is full scale; a second each; null: the preview did not play.
 */
export interface LevelSecond {
  rms: number
  peak: number
}
export type LevelHistory = Array<LevelSecond | null>
export type Meter = { state: Ref<'waiting' | 'running' | 'unsupported'>; history: Ref<LevelHistory> }

export const silentDb = -60
const quietDb = -42
const clippedDb = -0.3
const judgedSeconds = 20
const knownLeast = 15
const clippedLeast = 3
const everyMs = 100
const samples = 8192 // 0.17 s at 48 kHz: what is read every 0.1 s leaves nothing out

const decibels = (power: number): number => Math.max(silentDb, 10 * Math.log10(power || Number.MIN_VALUE))

/** What should be said about the loudness of the last seconds; null: nothing, or too little is known. */
export function levelFinding(history: LevelHistory): 'quiet' | 'clipped' | null {
  const known = history.slice(-judgedSeconds).filter((second) => second !== null)
  if (known.length < knownLeast) return null
  if (known.every((second) => second.rms < quietDb)) return 'quiet'
  return known.filter((second) => second.peak > clippedDb).length >= clippedLeast ? 'clipped' : null
}

/** Adds up a second. */
class Second {
  private power = 0
  private peak = 0
  private reads = 0

  add(wave: Float32Array): void {
    let sum = 0
    for (const value of wave) {
      sum += value * value
      this.peak = Math.max(this.peak, Math.abs(value))
    }
    this.power += sum / wave.length
    this.reads++
  }

  take(): LevelSecond | null {
    const made = this.reads ? { rms: decibels(this.power / this.reads), peak: decibels(this.peak ** 2) } : null
    this.power = this.peak = this.reads = 0
    return made
  }
}

type Capturing = HTMLVideoElement & { captureStream?: () => MediaStream }

/** Taps what an element plays, whatever its volume; it goes on being heard as before. */
class Tap {
  private readonly context = new AudioContext()
  private readonly analyser = new AnalyserNode(this.context, { fftSize: samples })
  private readonly wave = new Float32Array(samples)
  private source: MediaStreamAudioSourceNode | null = null
  private readonly listen = (): void => {
    this.source?.disconnect()
    const stream = this.video.captureStream!()
    this.source = stream.getAudioTracks().length ? this.context.createMediaStreamSource(stream) : null
    this.source?.connect(this.analyser)
  }
  /** browsers let sound be worked on after the first touch of the page */
  private readonly wake = (): void => void this.context.resume().catch(() => undefined)

  constructor(private readonly video: Capturing) {
    video.addEventListener('playing', this.listen)
    document.addEventListener('pointerdown', this.wake)
    document.addEventListener('keydown', this.wake)
    if (!video.paused && video.readyState > 2) this.listen()
  }

  /** Null: nothing can be heard now. */
  read(): Float32Array | null {
    if (!this.source || this.video.paused || this.video.readyState < 3 || this.context.state !== 'running') return null
    this.analyser.getFloatTimeDomainData(this.wave)
    return this.wave
  }

  close(): void {
    this.video.removeEventListener('playing', this.listen)
    document.removeEventListener('pointerdown', this.wake)
    document.removeEventListener('keydown', this.wake)
    this.source?.disconnect()
    void this.context.close().catch(() => undefined)
  }
}

/** The loudness of a video element, as long as the component lives. */
export function useLevel(video: () => HTMLVideoElement | null): Meter {
  const state: Meter['state'] = ref('waiting')
  const history: Meter['history'] = ref([])
  let tap: Tap | null = null
  let ticks = 0
  const second = new Second()
  const close = (): void => {
    tap?.close()
    tap = null
  }
  watch(video, (element) => {
    close()
    if (!element) return
    if (!('captureStream' in element) || !('AudioContext' in window)) state.value = 'unsupported'
    else tap = new Tap(element as Capturing)
  }, { flush: 'post' })
  const clock = setInterval(() => {
    const wave = tap?.read()
    if (wave) second.add(wave)
    if (++ticks % (1000 / everyMs) !== 0) return
    const done = second.take()
    if (done && state.value === 'waiting') state.value = 'running'
    history.value = [...history.value, done].slice(-seriesLength)
  }, everyMs)
  onScopeDispose(() => {
    clearInterval(clock)
    close()
  })
  return { state, history }
}
