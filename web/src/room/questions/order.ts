import type { Question } from '@/generated/room'
import { isAway } from './state'

export const orders = ['top', 'new', 'unanswered'] as const
export type Order = (typeof orders)[number]

const steps: Record<Question['state'], number> = { answering: 0, open: 1, answered: 2, archived: 3, hidden: 3, merged: 3 }
type Compare = (one: Question, other: Question) => number

const byStep: Compare = (one, other) => steps[one.state] - steps[other.state]
const byVotes: Compare = (one, other) => (one.state === 'open' ? other.votes - one.votes || one.n - other.n : 0)
const lastAnswered: Compare = (one, other) => (other.answering_at ?? 0) - (one.answering_at ?? 0) || other.n - one.n
const newest: Compare = (one, other) => other.n - one.n
const firstOut: Compare = (one, other) => Number(other.state === 'answering') - Number(one.state === 'answering') || Number(isAway(one.state)) - Number(isAway(other.state))

/**
 * The one being answered stands first, what was put away last. Between them: `top`, the most wanted, then answered ones
 * from the last back; `new`, the newest; `unanswered`, those that wait, the longest first.
 */
export function inOrder(questions: readonly Question[], order: Order): Question[] {
  if (order === 'new') return [...questions].sort((one, other) => firstOut(one, other) || newest(one, other))
  if (order === 'top') return [...questions].sort((one, other) => byStep(one, other) || byVotes(one, other) || lastAnswered(one, other))
  return questions.filter(({ state }) => state === 'open' || state === 'answering').sort((one, other) => firstOut(one, other) || one.n - other.n)
}

/** As they stood (their numbers), so that nothing moves under a finger; new ones at the end. */
export function asTheyStood(questions: readonly Question[], stood: readonly number[]): Question[] {
  const places = new Map(stood.map((n, at) => [n, at]))
  const place = ({ n }: Question): number => places.get(n) ?? Infinity
  return [...questions].sort((one, other) => (place(one) === place(other) ? 0 : place(one) - place(other)))
}
