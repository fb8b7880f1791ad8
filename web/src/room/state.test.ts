import { expect, test } from 'vitest'
import type { Comment, State } from '@/generated/room'
import { apply, emptyView, enter, mostComments, prepend } from './state'
import { aState } from './state.fixture'

const from = { id: '7', name: '陈静', role: 'learner' } as const
const comment = (n: number): Comment => ({ n, t: n * 1000, from, text: `#${n}` })
const state = (comments: Comment[]): State => aState({ slow: 5, likes: 12, people: 3, comments })

function view(comments: Comment[]) {
  const made = emptyView()
  enter(made, state(comments))
  return made
}

test('the greeting replaces everything that was shown', () => {
  const shown = view([comment(1), comment(2)])
  enter(shown, state([comment(9)]))
  expect(shown.comments.map((c) => c.n)).toEqual([9])
  expect(shown).toMatchObject({ lesson: 'live', stream: true, slow: 5, likes: 12, people: 3 })
})

test('until when a lecturer is waited for is known as long as they are away', () => {
  const shown = view([])
  apply(shown, { type: 'stream', n: 4, t: 4000, on: false, back_by: 124_000 })
  expect(shown).toMatchObject({ stream: false, back_by: 124_000 })
  apply(shown, { type: 'stream', n: 5, t: 5000, on: true })
  expect(shown.back_by).toBe(0)
  apply(shown, { type: 'stream', n: 6, t: 6000, on: false, back_by: 126_000 })
  enter(shown, state([]))
  expect(shown.back_by).toBe(0)
})

test('a comment is appended and a deleted one goes', () => {
  const shown = view([comment(1)])
  apply(shown, { type: 'comment', ...comment(2) })
  apply(shown, { type: 'deleted', n: 3, t: 3000, comment: 1 })
  expect(shown.comments.map((c) => c.n)).toEqual([2])
})

test('an erased account loses its name, not its words', () => {
  const shown = view([comment(1), { ...comment(2), from: { id: '8', name: 'Anna', role: 'learner' }, reply: { n: 1, name: '陈静', text: '#1' } }])
  apply(shown, { type: 'erased', n: 3, t: 3000, account: '7' })
  expect(shown.comments.map((c) => [c.from.name, c.text, c.reply?.name])).toEqual([['', '#1', undefined], ['Anna', '#2', '']])
})

test('totals replace totals', () => {
  const shown = view([])
  apply(shown, { type: 'likes', n: 1, t: 1, total: 40 })
  apply(shown, { type: 'presence', n: 2, t: 1, people: 9 })
  expect([shown.likes, shown.people]).toEqual([40, 9])
})

test('history goes on top in reading order, without what is there already', () => {
  const shown = view([comment(10), comment(11)])
  prepend(shown, [comment(10), comment(9), comment(8)])
  expect(shown.comments.map((c) => c.n)).toEqual([8, 9, 10, 11])
  expect(shown.older).toBe(true)
  prepend(shown, [])
  expect(shown.older).toBe(false)
})

test('a long class keeps a bounded list and knows that older comments exist', () => {
  const shown = view([])
  for (let n = 1; n <= mostComments + 20; n++) apply(shown, { type: 'comment', ...comment(n) })
  expect(shown.comments).toHaveLength(mostComments)
  expect(shown.comments[0]?.n).toBe(21)
  expect(shown.older).toBe(true)
})
