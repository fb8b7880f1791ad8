import { expect, test } from 'vitest'
import type { Event, PollContent } from '@/generated/room'
import { answerTo, applyToPolls, endOf, isOfPolls, shareOf, type PollsView } from './state'

const content: PollContent = { kind: 'single', title: '?', options: ['a', 'b'], results: 'live' }
const quiz: PollContent = { ...content, results: 'hidden', points: 100, timer: 20 }

function view(...events: Event[]): PollsView {
  const made: PollsView = { poll: null, key: null, you: { role: 'learner', may_speak: true, may_moderate: false, muted_until: 0 } }
  for (const event of events) if (isOfPolls(event)) applyToPolls(made, event)
  return made
}
const opened = (n: number, content: PollContent): Event => ({ n, t: n * 1000, type: 'poll_opened', content })

test('a poll that opens takes the place of the one before, with nothing counted', () => {
  const { poll } = view(opened(1, content), { n: 2, t: 2000, type: 'poll_counts', poll: 1, people: 3, counts: [1, 2] }, { n: 3, t: 3000, type: 'poll_closed', poll: 1, people: 3, counts: [1, 2] }, opened(4, content))
  expect(poll).toEqual({ n: 4, t: 4000, content, people: 0, counts: [0, 0] })
})

test('hidden counts are not there until it is closed, and then with what is right', () => {
  const one = view(opened(1, quiz), { n: 2, t: 2000, type: 'poll_counts', poll: 1, people: 3 })
  expect([one.poll!.people, one.poll!.counts, one.poll!.content.right]).toEqual([3, undefined, undefined])
  applyToPolls(one, { n: 3, t: 21_000, type: 'poll_closed', poll: 1, people: 3, counts: [1, 2], right: [1] })
  expect([one.poll!.closed, one.poll!.counts, one.poll!.content.right]).toEqual([21_000, [1, 2], [1]])
})

test('staff knows what is right from the start, and hidden counts', () => {
  const { poll } = view({ n: 1, t: 1000, type: 'poll_key', poll: 2, right: [1] }, opened(2, quiz), { n: 3, t: 3000, type: 'poll_counts', poll: 2, people: 1 }, { n: 4, t: 3000, type: 'poll_staff_counts', poll: 2, people: 1, counts: [0, 1] })
  expect([poll!.content.right, poll!.counts]).toEqual([[1], [0, 1]])
  expect(view({ n: 1, t: 1000, type: 'poll_key', poll: 2, right: [1] }, opened(9, quiz)).poll!.content.right).toBeUndefined()
})

test('a cloud loses the word that was taken out', () => {
  const cloud: PollContent = { kind: 'text', title: '?', results: 'live' }
  const words = (...all: string[]): Event => ({ n: 2, t: 2000, type: 'poll_counts', poll: 1, people: 2, words: all.map((word) => ({ word, count: 1 })) })
  expect(view(opened(1, cloud)).poll!.words).toEqual([])
  expect(view(opened(1, cloud), words('rude', 'kind'), words('kind')).poll!.words!.map(({ word }) => word)).toEqual(['kind'])
})

test('an answer belongs to its poll, and a share is of those who answered', () => {
  const one = view(opened(1, quiz))
  one.you.answer = { poll: 1, choices: [0] }
  expect(answerTo(one.poll!, one.you)?.choices).toEqual([0])
  expect(answerTo({ ...one.poll!, n: 2 }, one.you)).toBeNull()
  expect(endOf(one.poll!)).toBe(21_000)
  expect([shareOf(1, 3), shareOf(0, 0)]).toEqual([33, 0])
})
