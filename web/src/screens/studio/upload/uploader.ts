import { shallowReactive } from 'vue'
import { ApiProblem } from '@/api/problem'
import type { Problem, Upload } from '@/generated/api'
import { language, translate } from '@/locale'
import type { HttpResponse, PreviousUpload, Upload as Tus } from 'tus-js-client'
import { Pace } from './pace'

/** a piece; the server takes no more at once */
const pieceBytes = 4 * 1024 * 1024
/** how long to wait after each failure in a row; the last one again and again */
const waitsMs = [500, 1000, 2000, 4000, 8000, 8000, 15_000, 15_000, 30_000, 30_000, 60_000]

export interface UploaderState {
  /** what this page is doing; idle: nothing, whatever is under way elsewhere */
  step: 'idle' | 'running' | 'paused' | 'waiting'
  name: string
  bytes: number
  sent: number
  /** bytes a second; null: not known yet */
  speed: number | null
  problem: string
}

/** Sends one file to a lesson, in pieces, and goes on where it was after whatever broke it off. */
export class Uploader {
  readonly state = shallowReactive<UploaderState>({ step: 'idle', name: '', bytes: 0, sent: 0, speed: null, problem: '' })
  private tus: Tus | null = null
  private pace = new Pace()

  /** `done`: all of it has been sent. */
  constructor(
    private readonly lesson: string,
    private readonly done: () => void,
  ) {}

  /** `under way`: what the server has of an upload; the same file goes on there. */
  async start(file: File, underWay: Upload | null): Promise<void> {
    await this.stop()
    Object.assign(this.state, { step: 'running', name: file.name, bytes: file.size, sent: 0, speed: null, problem: '' })
    const { Upload: Client } = await import('tus-js-client')
    const endpoint = `/api/v1/lessons/${this.lesson}/upload`
    this.tus = new Client(file, {
      endpoint,
      chunkSize: pieceBytes,
      retryDelays: waitsMs,
      metadata: { filename: file.name },
      headers: { 'Accept-Language': language.value },
      removeFingerprintOnSuccess: true,
      fingerprint: (input) => Promise.resolve(['lyceum', this.lesson, (input as File).name, (input as File).size, (input as File).lastModified].join(' ')),
      onShouldRetry: (error) => this.waits(error),
      onProgress: (sent) => this.moved(sent),
      onError: (error) => this.fail(error),
      onSuccess: () => this.finish(),
    })
    const before = (await this.tus.findPreviousUploads()).find((one) => isUnderWay(one, underWay, file))
    if (before) this.tus.resumeFromPreviousUpload(before)
    this.pace = new Pace()
    this.tus.start()
  }

  pause(): void {
    if (!this.tus || this.state.step === 'paused') return
    void this.tus.abort()
    this.state.step = 'paused'
  }

  resume(): void {
    if (!this.tus) return
    this.pace = new Pace()
    this.state.speed = null
    this.state.problem = ''
    this.state.step = 'running'
    this.tus.start()
  }

  /** Leaves what is sent where it is. */
  async stop(): Promise<void> {
    await this.tus?.abort()
    this.tus = null
    this.state.step = 'idle'
  }

  private moved(sent: number): void {
    this.pace.add(sent, performance.now())
    Object.assign(this.state, { step: 'running', sent, speed: this.pace.speed(), problem: '' })
  }

  private finish(): void {
    this.tus = null
    this.state.step = 'idle'
    this.done()
  }

  /** Only what may mend itself is worth another try: the line, a server that starts again, a piece that is still written. */
  private waits(error: unknown): boolean {
    const status = answerOf(error)?.getStatus() ?? 0
    const again = status === 0 || status >= 500 || status === 409 || status === 423 || status === 408
    if (again && status !== 507) Object.assign(this.state, { step: 'waiting', speed: null, problem: translate(status ? 'upload.serverAway' : 'upload.lineAway') })
    return again && status !== 507
  }

  private fail(error: unknown): void {
    this.state.step = 'paused'
    this.state.speed = null
    this.state.problem = problemOf(error).message
  }
}

/** What was sent of this very file before, as long as the server still has it. */
function isUnderWay(one: PreviousUpload, underWay: Upload | null, file: File): boolean {
  const url = one.uploadUrl ? new URL(one.uploadUrl, location.href).pathname : ''
  return underWay?.state === 'uploading' && url === underWay.url && underWay.bytes === file.size
}

const answerOf = (error: unknown): HttpResponse | null => (error as { originalResponse?: HttpResponse | null }).originalResponse ?? null

function problemOf(error: unknown): ApiProblem {
  const answer = answerOf(error)
  try {
    if (answer) return new ApiProblem(JSON.parse(answer.getBody()) as Problem)
  } catch {
    /* a body that is no problem says no more than its status */
  }
  return new ApiProblem({ code: 'upload', status: answer?.getStatus() ?? 0, title: translate(answer ? 'upload.serverAway' : 'upload.lineAway') })
}

/** Gives up what the server has of an upload. */
export async function forget(upload: Upload): Promise<void> {
  const answer = await fetch(upload.url, { method: 'DELETE', headers: { 'Tus-Resumable': '1.0.0', 'Accept-Language': language.value }, credentials: 'same-origin' }).catch(() => null)
  if (answer && !answer.ok && answer.status !== 404) throw new ApiProblem((await answer.json()) as Problem)
  if (!answer) throw new ApiProblem({ code: 'unreachable', status: 0, title: translate('problem.unreachable') })
}

