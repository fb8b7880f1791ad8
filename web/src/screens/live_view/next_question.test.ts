import { expect, test } from 'vitest'
import type { Question } from '@/generated/room'
import { nextQuestion } from './next_question'

const question = (n: number, votes: number, state: Question['state'] = 'open'): Question => ({ n, t: n, text: `q${n}`, votes, state, replies: [] }) as unknown as Question

test('the most wanted open question comes first', () => {
  expect(nextQuestion([question(1, 2), question(2, 5), question(3, 9, 'answered')], 0)?.n).toBe(2)
  expect(nextQuestion([question(3, 9, 'answered')], 3)).toBeNull()
})

test('the one that is shown stays until another leads clearly, or it was taken', () => {
  expect(nextQuestion([question(1, 5), question(2, 7)], 1)?.n).toBe(1)
  expect(nextQuestion([question(1, 5), question(2, 8)], 1)?.n).toBe(2)
  expect(nextQuestion([question(1, 5, 'answering'), question(2, 0)], 1)?.n).toBe(2)
})
