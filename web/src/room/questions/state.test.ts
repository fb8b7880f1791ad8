import { expect, test } from 'vitest'
import type { Question, QuestionEvent } from '@/generated/room'
import { apply, emptyView, enter, type RoomView } from '../state'
import { aState } from '../state.fixture'
import { hasVote, isOwn, openCount, setVote } from './state'

const ming = { id: '7', name: '小明', role: 'learner' } as const
const lin = { id: '2', name: '林老师', role: 'lecturer' } as const
const question = (n: number, more: Partial<Question> = {}): Question => ({ n, t: n * 1000, from: ming, text: `#${n}`, state: 'open', votes: 1, replies: [], ...more })
const moved = (n: number, question: number, state: QuestionEvent['state'], more: Partial<QuestionEvent> = {}): QuestionEvent => ({ type: 'question', n, t: n * 1000, question, state, ...more })

function room(questions: Question[], you: Partial<RoomView['you']> = {}): RoomView {
  const view = emptyView()
  view.you = { account: { ...ming, id: '9', name: 'Anna' }, role: 'learner', may_speak: true, may_moderate: false, muted_until: 0, ...you }
  enter(view, aState({ questions }))
  return view
}
const found = (view: RoomView, n: number): Question | undefined => view.questions.find((one) => one.n === n)

test('the greeting brings the questions, what is asked afterwards joins them', () => {
  const view = room([question(3)])
  apply(view, { type: 'asked', n: 5, t: 5000, text: '为什么？' })
  expect(view.questions.map(({ n, text, from, votes }) => [n, text, from?.name, votes])).toEqual([[3, '#3', '小明', 1], [5, '为什么？', undefined, 1]])
  expect(openCount(view.questions)).toBe(2)
})

test('an own vote shows at once, and the next total is what counts', () => {
  const view = room([question(3, { votes: 4 })])
  setVote(view, 3, true)
  setVote(view, 3, true)
  expect([hasVote(view.you, 3), found(view, 3)?.votes]).toEqual([true, 5])
  apply(view, { type: 'votes', n: 6, t: 6000, totals: [[3, 9], [77, 2]] })
  expect(found(view, 3)?.votes).toBe(9)
  setVote(view, 3, false)
  expect([hasVote(view.you, 3), found(view, 3)?.votes]).toEqual([false, 8])
})

test('own questions are known by the name, or by having asked them without one', () => {
  const view = room([question(3, { from: { ...ming, id: '9' } }), question(4, { from: undefined }), question(5)])
  view.you = { ...view.you, asked: [4] }
  expect(view.questions.map((one) => isOwn(view.you, one))).toEqual([true, true, false])
  view.you = { ...view.you, account: undefined, asked: undefined }
  expect(view.questions.map((one) => isOwn(view.you, one))).toEqual([false, false, false])
})

test('one is taken up, answered, and keeps the moment it was taken up', () => {
  const view = room([question(3)])
  apply(view, moved(8, 3, 'answering'))
  apply(view, moved(9, 3, 'answered'))
  expect(found(view, 3)).toMatchObject({ state: 'answered', answering_at: 8000 })
  apply(view, { type: 'question_reply', n: 10, t: 10_000, question: 3, from: lin, text: '见讲义。' })
  expect(found(view, 3)?.replies).toEqual([{ t: 10_000, from: lin, text: '见讲义。' }])
})

test('what is put away leaves the learners, stays with staff, and comes back to both', () => {
  const [learner, staff] = [room([question(3)]), room([question(3)], { may_moderate: true })]
  for (const view of [learner, staff]) apply(view, moved(8, 3, 'hidden'))
  expect([found(learner, 3), found(staff, 3)?.state]).toEqual([undefined, 'hidden'])
  for (const view of [learner, staff]) apply(view, moved(9, 3, 'open', { back: question(3, { votes: 6 }) }))
  expect([learner, staff].map((view) => view.questions.map(({ state, votes }) => [state, votes]))).toEqual([[['open', 6]], [['open', 6]]])
})

test('whoever wanted a question that was merged wants the one it lives on in', () => {
  const [voter, asker, other] = [room([question(3), question(4)], { voted: [3] }), room([question(3, { from: { ...ming, id: '9' } }), question(4)]), room([question(3), question(4)])]
  for (const view of [voter, asker, other]) apply(view, moved(8, 3, 'merged', { into: 4 }))
  expect([voter, asker, other].map((view) => [view.questions.length, hasVote(view.you, 4)])).toEqual([[1, true], [1, true], [1, false]])
})

test('an erased account loses its name in questions and answers', () => {
  const view = room([question(3, { replies: [{ t: 4000, from: lin, text: 'yes' }] }), question(4, { from: undefined })])
  apply(view, { type: 'erased', n: 9, t: 9000, account: '7' })
  apply(view, { type: 'erased', n: 10, t: 9000, account: '2' })
  expect([found(view, 3)?.from?.name, found(view, 3)?.replies[0]?.from.name, found(view, 3)?.text, found(view, 4)?.from]).toEqual(['', '', '#3', undefined])
})

test('questions without a name are allowed or not', () => {
  const view = room([])
  apply(view, { type: 'nameless', n: 4, t: 4000, allowed: false })
  expect(view.nameless).toBe(false)
})
