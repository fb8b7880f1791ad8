import { expect, test } from 'vitest'
import { emptyView } from '../state'
import { complete, isAsked } from './state'

const wei = { id: '7', name: 'Wei', role: 'learner' } as const

test('learners with an account are asked when the class is over, and nobody else', () => {
  const view = emptyView()
  view.lesson = 'ended'
  expect(isAsked(view)).toBe(false)
  view.you = { ...view.you, account: wei }
  expect(isAsked(view)).toBe(true)
  expect(isAsked({ ...view, lesson: 'live' })).toBe(false)
  expect(isAsked({ ...view, you: { ...view.you, may_moderate: true } })).toBe(false)
})

test('an answer has all three scores, and words only where some were written', () => {
  expect(complete({ content: 5, delivery: 4 }, 'good')).toBeNull()
  expect(complete({ content: 5, delivery: 4, interaction: 3 }, '  ')).toEqual({ content: 5, delivery: 4, interaction: 3 })
  expect(complete({ content: 5, delivery: 4, interaction: 3 }, ' good ')).toEqual({ content: 5, delivery: 4, interaction: 3, text: 'good' })
})
