import { expect, test } from 'vitest'
import { apply, emptyView, enter } from '../state'
import { aState } from '../state.fixture'
import { isBound } from './state'

const from = { id: '7', name: '小明', role: 'learner' } as const
const held = (n: number) => ({ type: 'held', n, t: n, question: false, from, text: `#${n}`, why: 'review' }) as const
const reported = (n: number, by: string) => ({ type: 'reported', n, t: n, by: { ...from, id: by }, comment: { n: 5, id: '8', name: 'x', text: 'rude' } }) as const

test('what waits is there until staff has settled it', () => {
  const view = emptyView()
  enter(view, aState({ held: [{ n: 3, t: 3, question: true, text: 'shy', why: 'words' }] }))
  apply(view, held(4))
  expect(view.held.map(({ n }) => n)).toEqual([3, 4])
  apply(view, { type: 'settled', n: 5, t: 5, held: 3, shown: true })
  expect(view.held.map(({ n }) => n)).toEqual([4])
})

test('reports of one comment are one entry, which goes with the comment', () => {
  const view = emptyView()
  enter(view, aState())
  apply(view, reported(6, '9'))
  apply(view, reported(7, '10'))
  expect(view.reports.map(({ comment, times }) => [comment.n, times])).toEqual([[5, 2]])
  apply(view, { type: 'deleted', n: 8, t: 8, comment: 5 })
  expect(view.reports).toEqual([])
})

test('whoever comes back as a learner knows nothing of the staff’s lists', () => {
  const view = emptyView()
  enter(view, aState({ held: [{ n: 3, t: 3, question: true, text: 'shy', why: 'words' }], words: { mask: ['x'], review: [], block: [] } }))
  enter(view, aState())
  expect([view.held, view.words.mask]).toEqual([[], []])
})

test('rules bind learners, not staff and guests', () => {
  const you = { role: 'learner', may_speak: true, may_moderate: false, muted_until: 0 } as const
  expect([isBound(you), isBound({ ...you, role: 'guest' }), isBound({ ...you, role: 'assistant', may_moderate: true })]).toEqual([true, false, false])
})
