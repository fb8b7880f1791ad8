// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import type { Event } from '@/generated/room'
import { RecordReader } from './reader'
import { ReplayRoom } from './replay_room'

const from = { id: '7', name: '陈静', role: 'learner' } as const
/** one comment a second */
const comment = (n: number): Event => ({ n, t: n * 1000, type: 'comment', from, text: `#${n}` })

/** A class of that many comments, whose record comes in pages of 500. */
function replayOf(count: number): ReplayRoom {
  const page = (after = '0') => {
    const first = Number(after) + 1
    const last = Math.min(count, Number(after) + 500)
    const items = Array.from({ length: last - first + 1 }, (_, at) => comment(first + at))
    return Promise.resolve({ items, next: last < count ? String(last) : null })
  }
  const replay: ReplayRoom = new ReplayRoom(new RecordReader(page, (events) => replay.take(events)))
  return replay
}
const settle = (): Promise<void> => new Promise((go) => setTimeout(go, 5))
const shown = (replay: ReplayRoom): Array<number | undefined> => [replay.view.comments[0]?.n, replay.view.comments.at(-1)?.n]

test('comments stand there from the moment they were written', async () => {
  const replay = replayOf(50)
  replay.at(3500, false)
  await settle()
  expect(shown(replay)).toEqual([1, 3])
  replay.at(4100, true)
  expect(shown(replay)).toEqual([1, 4])
  replay.at(1000, false)
  expect(shown(replay)).toEqual([1, 1])
  replay.at(0, false)
  expect(replay.view.comments).toEqual([])
})

test('what is passed while playing flies, what is jumped over does not', async () => {
  const replay = replayOf(200)
  const flown: number[] = []
  replay.onEvent(({ n }) => flown.push(n))
  replay.at(1500, false)
  await settle()
  replay.at(2100, true)
  replay.at(3100, true)
  expect(flown).toEqual([2, 3])
  replay.at(60_000, true)
  replay.at(61_000, false)
  replay.at(5_000, true)
  expect(flown).toEqual([2, 3])
})

test('a jump shows the latest hundred, with the older ones on demand', async () => {
  const replay = replayOf(2000)
  replay.at(900_500, false)
  expect(replay.view.loading).toBe(true)
  await settle()
  expect(replay.view.loading).toBe(false)
  expect(shown(replay)).toEqual([801, 900])
  expect(replay.view.older).toBe(true)
  await replay.older()
  expect(shown(replay)).toEqual([701, 900])
})

test('the record is loaded ahead of need and not further', async () => {
  const replay = replayOf(20_000)
  replay.at(10_000, false)
  await settle()
  expect(replay.view.all).toHaveLength(1000)
  replay.all()
  await settle()
  expect(replay.view.all).toHaveLength(20_000)
})

test('a long watch keeps a bounded list', async () => {
  const replay = replayOf(3000)
  replay.at(1000, false)
  replay.all()
  await settle()
  for (let second = 2; second <= 2500; second++) replay.at(second * 1000, true)
  expect(shown(replay)).toEqual([1501, 2500])
})

test('what somebody writes about a moment today is there at once', async () => {
  const replay = replayOf(50)
  replay.at(3500, false)
  await settle()
  replay.happened({ n: 99, t: 99_000, type: 'comment', from, text: 'why?', about: 2500 })
  expect(replay.view.comments.map(({ n }) => n)).toEqual([1, 2, 99, 3])
  replay.happened({ n: 100, t: 99_500, type: 'comment', from, text: 'and here?', about: 30_000 })
  expect(replay.view.comments.map(({ n }) => n)).toEqual([1, 2, 99, 3])
})

test('what is deleted in the room today goes at once', async () => {
  const replay = replayOf(50)
  replay.at(3500, false)
  await settle()
  replay.happened({ n: 99, t: 99_000, type: 'deleted', comment: 2 })
  expect(replay.view.comments.map(({ n }) => n)).toEqual([1, 3])
})

test('questions stand as they stood at the moment, and as they stand today in the whole list', async () => {
  const events: Event[] = [
    { n: 1, t: 1000, type: 'asked', from, text: 'why?' },
    { n: 2, t: 3000, type: 'question', question: 1, state: 'answering' },
    { n: 3, t: 5000, type: 'question', question: 1, state: 'answered' },
  ]
  const replay: ReplayRoom = new ReplayRoom(new RecordReader(() => Promise.resolve({ items: events, next: null }), (page) => replay.take(page)))
  replay.at(3500, false)
  await settle()
  expect(replay.view.questions.map(({ state }) => state)).toEqual(['answering'])
  expect(replay.view.allQuestions.map(({ state }) => state)).toEqual(['answered'])
  replay.at(500, false)
  expect(replay.view.questions).toEqual([])
  replay.at(1500, false)
  replay.happened({ n: 90, t: 99_000, type: 'question_reply', question: 1, from, text: 'so' })
  expect(replay.view.questions[0]?.replies.map(({ text }) => text)).toEqual(['so'])
})
