import type { Engine, EngineListener } from './engine'

/** iPhone before 17.1, WeChat on iOS: the browser plays the playlist itself and keeps its delay itself. */
class NativeEngine implements Engine {
  private readonly onError = (): void => void this.failed()
  private url = ''
  private live = true
  /** where to go as soon as the element knows the recording */
  private from: number | null = null
  private readonly onMetadata = (): void => {
    if (this.from) this.video.currentTime = this.from
  }

  constructor(
    private readonly video: HTMLVideoElement & { getStartDate?: () => Date },
    private readonly listener: EngineListener,
  ) {
    video.addEventListener('error', this.onError)
    video.addEventListener('loadedmetadata', this.onMetadata)
  }

  load(url: string): void {
    this.live = true
    this.begin(url, null)
  }

  loadRecording(url: string, from: number): void {
    this.live = false
    this.begin(url, from)
  }

  /** The playlist's wall clock against ours; nonsense (clock off) is not shown. */
  latency(): number | null {
    if (!this.live) return null
    const start = this.video.getStartDate?.().getTime()
    if (!start || Number.isNaN(start)) return null
    const latency = (Date.now() - start) / 1000 - this.video.currentTime
    return latency > 0 && latency < 60 ? latency : null
  }

  date(): number | null {
    const start = this.live ? this.video.getStartDate?.().getTime() : null
    return start ? start + this.video.currentTime * 1000 : null
  }

  toLive(): void {
    const { seekable } = this.video
    if (this.live && seekable.length) this.video.currentTime = seekable.end(seekable.length - 1)
  }

  destroy(): void {
    this.video.removeEventListener('error', this.onError)
    this.video.removeEventListener('loadedmetadata', this.onMetadata)
    this.video.removeAttribute('src')
    this.video.load()
  }

  private begin(url: string, from: number | null): void {
    this.url = url
    this.from = from
    this.video.src = url
    this.video.load()
  }

  /** The element does not say which status it met, so ask for the playlist once ourselves. */
  private async failed(): Promise<void> {
    if (!this.video.getAttribute('src')) return
    const status = await fetch(this.url).then((response) => response.status, () => 0)
    if ([401, 402, 403].includes(status)) this.listener.refused(status)
    else this.listener.broken()
  }
}

export const makeNativeEngine = (video: HTMLVideoElement, listener: EngineListener): Engine => new NativeEngine(video, listener)
