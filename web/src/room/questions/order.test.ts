import { expect, test } from 'vitest'
import type { Question } from '@/generated/room'
import { asTheyStood, inOrder, type Order } from './order'

const question = (n: number, state: Question['state'], votes: number, answering_at?: number): Question => ({ n, t: n, text: `#${n}`, state, votes, answering_at, replies: [] })
const all = [question(1, 'open', 2), question(2, 'answered', 9, 40), question(3, 'open', 5), question(4, 'answering', 1, 70), question(5, 'answered', 1, 60), question(6, 'open', 2), question(7, 'hidden', 8)]
const numbers = (order: Order): number[] => inOrder(all, order).map(({ n }) => n)

test('most wanted: answering, open by votes and age, answered from the last back, put away', () => expect(numbers('top')).toEqual([4, 3, 1, 6, 5, 2, 7]))
test('newest: answering first, put away last', () => expect(numbers('new')).toEqual([4, 6, 5, 3, 2, 1, 7]))
test('unanswered: those that wait, the longest first', () => expect(numbers('unanswered')).toEqual([4, 1, 3, 6]))
test('what one is about to tap stays where it stood, new ones come last', () => {
  expect(asTheyStood(inOrder(all, 'top'), [6, 3, 1]).map(({ n }) => n)).toEqual([6, 3, 1, 4, 5, 2, 7])
})
