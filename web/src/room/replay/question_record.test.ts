import { expect, test } from 'vitest'
import type { Event, Question, QuestionState } from '@/generated/room'
import { QuestionRecord } from './question_record'

const ming = { id: '7', name: '小明', role: 'learner' } as const
const lin = { id: '2', name: '林老师', role: 'lecturer' } as const
const asked = (n: number, t: number): Event => ({ n, t, type: 'asked', from: ming, text: `#${n}` })
const moved = (n: number, t: number, question: number, state: QuestionState, into?: number): Event => ({ n, t, type: 'question', question, state, into })
const reply = (n: number, t: number, question: number): Event => ({ n, t, type: 'question_reply', question, from: lin, text: `answer ${n}` })
const votes = (n: number, t: number, question: number, count: number): Event => ({ n, t, type: 'votes', totals: [[question, count]] })

function record(...events: Event[]): QuestionRecord {
  const made = new QuestionRecord()
  made.add(events)
  return made
}
const states = (questions: readonly Question[]): Array<[number, QuestionState, number]> => questions.map(({ n, state, votes }) => [n, state, votes])

test('questions stand as they stood then, going forward and back', () => {
  const one = record(asked(1, 1000), asked(2, 2000), votes(3, 3000, 1, 4), moved(4, 4000, 1, 'answering'), moved(5, 6000, 1, 'answered'))
  expect(states(one.at(500))).toEqual([])
  expect(states(one.at(3500))).toEqual([[1, 'open', 4], [2, 'open', 1]])
  expect(states(one.at(5000))[0]).toEqual([1, 'answering', 4])
  expect(states(one.at(9000))[0]).toEqual([1, 'answered', 4])
  expect(states(one.at(2500))).toEqual([[1, 'open', 1], [2, 'open', 1]])
  expect(one.at(9000)[0]?.answering_at).toBe(4000)
})

test('nothing new, the same array; pages that follow show at once', () => {
  const one = record(asked(1, 1000))
  const before = one.at(5000)
  expect(one.at(5500)).toBe(before)
  one.add([asked(1, 1000), asked(2, 2000)])
  expect(one.at(5500)).toHaveLength(2)
})

test('what was archived or merged goes at that moment, and may come back', () => {
  const one = record(asked(1, 1000), asked(2, 2000), moved(3, 3000, 1, 'archived'), moved(4, 5000, 1, 'open'), moved(5, 6000, 2, 'merged', 1))
  expect([2500, 3500, 5500, 6500].map((at) => one.at(at).map(({ n }) => n))).toEqual([[1, 2], [2], [1, 2], [1]])
})

test('an answer written after the class stands there from the beginning, one written in class when it was written', () => {
  const one = record(asked(1, 1000), reply(2, 4000, 1))
  one.addLater([reply(90, 900_000, 1)])
  one.add([reply(90, 900_000, 1)])
  expect([2000, 5000].map((at) => one.at(at)[0]?.replies.map(({ text }) => text))).toEqual([['answer 90'], ['answer 2', 'answer 90']])
})

test('what is hidden today is gone from the whole of it; what is answered today is so in the whole list only', () => {
  const one = record(asked(1, 1000), asked(2, 2000))
  one.addLater([moved(90, 900_000, 1, 'hidden'), moved(91, 900_000, 2, 'answered')])
  expect(states(one.at(5000))).toEqual([[2, 'open', 1]])
  expect(states(one.today())).toEqual([[2, 'answered', 1]])
})

test('a deleted account has no name at any moment', () => {
  const one = record(asked(1, 1000), reply(2, 1500, 1))
  expect(one.at(2000)[0]?.from?.name).toBe('小明')
  one.addLater([{ n: 90, t: 900_000, type: 'erased', account: '7' }])
  expect([one.at(2000)[0]?.from?.name, one.today()[0]?.from?.name, one.at(2000)[0]?.replies[0]?.from.name]).toEqual(['', '', '林老师'])
})
