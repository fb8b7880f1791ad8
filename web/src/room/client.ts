import type { Answer, Batch, Command, Event, Hello, ServerFrame, You } from '@/generated/room'
import { Backoff } from '@/api/backoff'
import { endingOf, type Ending } from './close'

/** A command without its number; the client numbers them. */
export type Order = Command extends infer C ? (C extends Command ? Omit<C, 'id'> : never) : never

export type Link = 'connecting' | 'open' | 'waiting' | 'ended'

/** Why a command was not done. `message` is for the person; empty when there was no answer. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly retryAfterMs = 0,
  ) {
    super(message)
    this.name = 'Refusal'
  }
}

export interface RoomListener {
  /** a complete state (`resumed` false), or the promise that everything missed follows */
  hello(hello: Hello): void
  /** in order, each once */
  events(events: Event[]): void
  you(you: You): void
  link(link: Link, ending: Ending | null): void
}

export type SocketLike = Pick<WebSocket, 'send' | 'close'> & {
  onopen: ((event: never) => void) | null
  onmessage: ((event: never) => void) | null
  onclose: ((event: never) => void) | null
}

export interface RoomOptions {
  /** opens the socket; `resume` is absent for a first visit */
  open(resume: { epoch: string; after: number } | null): SocketLike
  listener: RoomListener
  /** asked after two attempts that never opened; false: the person may no longer enter */
  mayEnter(): Promise<boolean>
  random?: () => number
}

const answerWithinMs = 10_000
const helloWithinMs = 10_000
const steadyAfterMs = 5_000

type Pending = { resolve: (ok: NonNullable<Answer['ok']>) => void; reject: (refusal: Refusal) => void; timer: ReturnType<typeof setTimeout> }

/**
 * The client's end of `lyceum.room.1`: keeps one socket, numbers commands, hands events on in order and exactly once,
 * and comes back by itself where the close code allows it. Times are milliseconds.
 */
export class RoomClient {
  private socket: SocketLike | null = null
  private epoch: string | null = null
  private offset = 0
  private nextId = 1
  private failures = 0
  private greeted = false
  private stopped = false
  private readonly pending = new Map<number, Pending>()
  private readonly backoff: Backoff
  private retry: ReturnType<typeof setTimeout> | undefined
  private watch: ReturnType<typeof setTimeout> | undefined
  private steady: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly options: RoomOptions) {
    this.backoff = new Backoff(500, 20_000, options.random)
  }

  /** the last offset handed on */
  get position(): number {
    return this.offset
  }

  start(): void {
    this.stopped = false
    this.connect()
  }

  /** Leaves for good. */
  stop(): void {
    this.stopped = true
    clearTimeout(this.retry)
    this.drop()
  }

  /** Comes back now instead of at the end of the wait: the network returned, the page is looked at again. */
  hurry(): void {
    if (this.stopped || this.socket) return
    clearTimeout(this.retry)
    this.connect()
  }

  send(order: Order): Promise<NonNullable<Answer['ok']>> {
    const socket = this.socket
    if (!socket || !this.greeted) return Promise.reject(new Refusal('disconnected', ''))
    const id = this.nextId++
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.unanswered(id), answerWithinMs)
      this.pending.set(id, { resolve, reject, timer })
      socket.send(JSON.stringify({ id, ...order }))
    })
  }

  private connect(): void {
    this.greeted = false
    this.options.listener.link('connecting', null)
    const socket = this.options.open(this.epoch === null ? null : { epoch: this.epoch, after: this.offset })
    this.socket = socket
    this.watch = setTimeout(() => this.lost(), helloWithinMs)
    socket.onmessage = (event: MessageEvent<string>) => {
      if (this.socket === socket) this.receive(JSON.parse(event.data) as ServerFrame)
    }
    socket.onclose = (event: CloseEvent) => {
      if (this.socket === socket) this.closed(event.code, event.reason)
    }
  }

  private receive(frame: ServerFrame): void {
    if ('hello' in frame) this.hello(frame.hello)
    else if ('re' in frame) this.answer(frame)
    else if ('you' in frame) this.options.listener.you(frame.you)
    else this.batch(frame)
  }

  private hello(hello: Hello): void {
    clearTimeout(this.watch)
    this.greeted = true
    this.failures = 0
    this.epoch = hello.epoch
    if (!hello.resumed) this.offset = hello.offset
    this.steady = setTimeout(() => this.backoff.reset(), steadyAfterMs)
    this.options.listener.hello(hello)
    this.options.listener.link('open', null)
  }

  /** A batch that starts beyond our offset hides something: resume. What we have seen is not handed on again. */
  private batch(batch: Batch): void {
    if (batch.after > this.offset) return this.lost()
    if (batch.upto <= this.offset) return
    const news = batch.ev.filter((event) => event.n > this.offset)
    this.offset = batch.upto
    if (news.length) this.options.listener.events(news)
  }

  private answer(answer: Answer): void {
    const pending = this.take(answer.re)
    if (!pending) return
    if (answer.err) pending.reject(new Refusal(answer.err.code, answer.err.message, answer.err.retry_after_ms))
    else pending.resolve(answer.ok ?? {})
  }

  private take(id: number): Pending | undefined {
    const pending = this.pending.get(id)
    if (pending) clearTimeout(pending.timer)
    this.pending.delete(id)
    return pending
  }

  /** A server that does not answer is gone, even if the socket does not say so. */
  private unanswered(id: number): void {
    this.take(id)?.reject(new Refusal('no_answer', ''))
    this.lost()
  }

  private lost(): void {
    if (!this.socket) return
    this.drop()
    this.wait()
  }

  private drop(): void {
    const socket = this.socket
    this.socket = null
    this.greeted = false
    clearTimeout(this.watch)
    clearTimeout(this.steady)
    for (const id of [...this.pending.keys()]) this.take(id)?.reject(new Refusal('disconnected', ''))
    socket?.close()
  }

  private closed(code: number, reason: string): void {
    const opened = this.greeted
    this.drop()
    const ending = endingOf(code, reason)
    if (ending) return this.end(ending)
    if (opened || ++this.failures % 2 !== 0) return this.wait()
    void this.options.mayEnter().then((may) => (may ? this.wait() : this.end('not_allowed')))
  }

  private end(ending: Ending): void {
    this.stopped = true
    this.options.listener.link('ended', ending)
  }

  private wait(): void {
    if (this.stopped) return
    this.options.listener.link('waiting', null)
    this.retry = setTimeout(() => this.connect(), this.backoff.next())
  }
}
