import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Event, Hello, You } from '@/generated/room'
import { endingOf, type Ending } from './close'
import { RoomClient, type Link, type SocketLike } from './client'
import { aState } from './state.fixture'

class FakeSocket implements SocketLike {
  onopen = null
  onmessage: ((event: never) => void) | null = null
  onclose: ((event: never) => void) | null = null
  sent: string[] = []
  closedByUs = false
  constructor(readonly resume: { epoch: string; after: number } | null) {}
  send(text: string | ArrayBufferLike | Blob | ArrayBufferView): void {
    this.sent.push(text as string)
  }
  close(): void {
    this.closedByUs = true
  }
  says(frame: unknown): void {
    this.onmessage?.({ data: JSON.stringify(frame) } as never)
  }
  ends(code: number): void {
    this.onclose?.({ code } as never)
  }
}

const you: You = { role: 'learner', may_speak: true, may_moderate: false, muted_until: 0 }
const state = aState()
const greeting = (offset: number, resumed = false, epoch = 'e1'): { hello: Hello } => ({
  hello: resumed ? { epoch, offset, now: 0, resumed, you } : { epoch, offset, now: 0, resumed, you, state },
})
const likes = (n: number): Event => ({ n, t: 1000 + n, type: 'likes', total: n })

let sockets: FakeSocket[]
let seen: number[]
let links: Array<[Link, Ending | null]>
let mayEnter: boolean

function enter(): RoomClient {
  const client = new RoomClient({
    open: (resume) => {
      sockets.push(new FakeSocket(resume))
      return last()
    },
    listener: {
      hello: () => undefined,
      events: (events) => seen.push(...events.map((event) => event.n)),
      you: () => undefined,
      link: (link, ending) => links.push([link, ending]),
    },
    mayEnter: () => Promise.resolve(mayEnter),
    random: () => 1,
  })
  client.start()
  return client
}
const last = (): FakeSocket => sockets[sockets.length - 1]!

beforeEach(() => {
  vi.useFakeTimers()
  sockets = []
  seen = []
  links = []
  mayEnter = true
})
afterEach(() => vi.useRealTimers())

test('a first visit asks for nothing and takes the whole state', () => {
  const client = enter()
  expect(last().resume).toBeNull()
  last().says(greeting(40))
  expect(client.position).toBe(40)
  expect(links.at(-1)).toEqual(['open', null])
})

test('after a drop the client resumes from the last offset it handed on', () => {
  enter()
  last().says(greeting(40))
  last().says({ after: 40, upto: 43, ev: [likes(41), likes(43)] })
  last().ends(1006)
  vi.advanceTimersByTime(500)
  expect(sockets).toHaveLength(2)
  expect(last().resume).toEqual({ epoch: 'e1', after: 43 })
  last().says(greeting(45, true))
  last().says({ after: 43, upto: 45, ev: [likes(44), likes(45)] })
  expect(seen).toEqual([41, 43, 44, 45])
})

test('a second drop during the catch-up loses nothing', () => {
  enter()
  last().says(greeting(10))
  last().ends(1006)
  vi.advanceTimersByTime(500)
  last().says(greeting(20, true))
  last().says({ after: 10, upto: 15, ev: [likes(12)] })
  last().ends(1006)
  vi.advanceTimersByTime(1000)
  expect(last().resume).toEqual({ epoch: 'e1', after: 15 })
})

test('a drop before any event still resumes from the offset of the greeting', () => {
  enter()
  last().says(greeting(7))
  last().ends(1006)
  vi.advanceTimersByTime(500)
  expect(last().resume).toEqual({ epoch: 'e1', after: 7 })
})

test('a batch that covers unseen offsets moves the position without an event', () => {
  const client = enter()
  last().says(greeting(5))
  last().says({ after: 5, upto: 9, ev: [] })
  expect(client.position).toBe(9)
  expect(seen).toEqual([])
})

test('a gap is not handed on: the client drops the socket and resumes', () => {
  enter()
  last().says(greeting(5))
  const first = last()
  first.says({ after: 6, upto: 7, ev: [likes(7)] })
  expect(first.closedByUs).toBe(true)
  expect(seen).toEqual([])
  vi.advanceTimersByTime(500)
  expect(last().resume).toEqual({ epoch: 'e1', after: 5 })
})

test('what was seen before is not handed on again', () => {
  enter()
  last().says(greeting(5))
  last().says({ after: 5, upto: 7, ev: [likes(6), likes(7)] })
  last().says({ after: 5, upto: 7, ev: [likes(6), likes(7)] })
  last().says({ after: 6, upto: 8, ev: [likes(7), likes(8)] })
  expect(seen).toEqual([6, 7, 8])
})

test('a new epoch replaces the position', () => {
  const client = enter()
  last().says(greeting(500))
  last().ends(1012)
  vi.advanceTimersByTime(500)
  last().says(greeting(3, false, 'e2'))
  expect(client.position).toBe(3)
  last().ends(1006)
  vi.advanceTimersByTime(1000)
  expect(last().resume).toEqual({ epoch: 'e2', after: 3 })
})

test.each([
  [4001, 'sign_in'],
  [4003, 'not_allowed'],
  [4009, 'replaced'],
  [4010, 'over'],
] as const)('close code %i ends the visit', (code, ending) => {
  enter()
  last().says(greeting(1))
  last().ends(code)
  vi.advanceTimersByTime(60_000)
  expect(sockets).toHaveLength(1)
  expect(links.at(-1)).toEqual(['ended', ending])
})

test('an address that is barred is told from a right that is gone', () => {
  expect(endingOf(4003, 'address barred')).toBe('barred')
  expect(endingOf(4003, 'not allowed')).toBe('not_allowed')
})

test.each([1001, 1006, 1012, 4008, 4500])('close code %i brings the client back', (code) => {
  enter()
  last().says(greeting(1))
  last().ends(code)
  vi.advanceTimersByTime(500)
  expect(sockets).toHaveLength(2)
})

test('waits grow while the server stays away and start again after a steady connection', () => {
  enter()
  last().says(greeting(1))
  last().ends(1006)
  vi.advanceTimersByTime(500)
  last().says(greeting(1, true))
  last().ends(1006)
  vi.advanceTimersByTime(999)
  expect(sockets).toHaveLength(2)
  vi.advanceTimersByTime(1)
  expect(sockets).toHaveLength(3)
  last().says(greeting(1, true))
  vi.advanceTimersByTime(5_000)
  last().ends(1006)
  vi.advanceTimersByTime(500)
  expect(sockets).toHaveLength(4)
})

test('an answer reaches the command that asked', async () => {
  const client = enter()
  last().says(greeting(1))
  const first = client.send({ do: 'comment', text: 'a' })
  const second = client.send({ do: 'comment', text: 'b' })
  expect(last().sent.map((text) => JSON.parse(text) as unknown)).toEqual([
    { id: 1, do: 'comment', text: 'a' },
    { id: 2, do: 'comment', text: 'b' },
  ])
  last().says({ re: 2, err: { code: 'slow_mode', message: '请稍等', retry_after_ms: 4000 } })
  last().says({ re: 1, ok: { n: 2 } })
  await expect(first).resolves.toEqual({ n: 2 })
  await expect(second).rejects.toMatchObject({ code: 'slow_mode', message: '请稍等', retryAfterMs: 4000 })
})

test('a command on a broken line is refused at once, so that the text can stay in its box', async () => {
  const client = enter()
  await expect(client.send({ do: 'comment', text: 'early' })).rejects.toMatchObject({ code: 'disconnected' })
  last().says(greeting(1))
  const waiting = client.send({ do: 'comment', text: 'x' })
  last().ends(1006)
  await expect(waiting).rejects.toMatchObject({ code: 'disconnected' })
})

test('a server that does not answer is taken for gone', async () => {
  const client = enter()
  last().says(greeting(1))
  const waiting = client.send({ do: 'people' })
  const refused = expect(waiting).rejects.toMatchObject({ code: 'no_answer' })
  vi.advanceTimersByTime(10_000)
  await refused
  expect(last().closedByUs).toBe(true)
  vi.advanceTimersByTime(500)
  expect(sockets).toHaveLength(2)
})

test('a socket without a greeting is given up after ten seconds', () => {
  enter()
  vi.advanceTimersByTime(10_500)
  expect(sockets).toHaveLength(2)
})

test('a door that never opens is asked about; who may not enter stays out', async () => {
  mayEnter = false
  enter()
  last().ends(1006)
  await vi.advanceTimersByTimeAsync(500)
  last().ends(1006)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(sockets).toHaveLength(2)
  expect(links.at(-1)).toEqual(['ended', 'not_allowed'])
})

test('hurry shortens the wait', () => {
  const client = enter()
  last().says(greeting(1))
  last().ends(1006)
  client.hurry()
  expect(sockets).toHaveLength(2)
  vi.advanceTimersByTime(5_000)
  expect(sockets).toHaveLength(2)
})

test('after stop nothing happens any more', () => {
  const client = enter()
  last().says(greeting(1))
  const socket = last()
  client.stop()
  socket.says({ after: 1, upto: 2, ev: [likes(2)] })
  socket.ends(1006)
  vi.advanceTimersByTime(60_000)
  expect(sockets).toHaveLength(1)
  expect(seen).toEqual([])
})
