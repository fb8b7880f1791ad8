import type { Question } from '@/generated/room'
import { inOrder } from '@/room/questions/order'

/** How many more want the answer to another question before the one that is shown gives way to it. */
const lead = 3

/**
 * The question to take next. It stays while it waits, though votes come in one by one: what a lecturer is about to read out must not
 * turn into another one under their eyes.
 */
export function nextQuestion(questions: readonly Question[], shown: number): Question | null {
  const open = inOrder(questions, 'top').filter(({ state }) => state === 'open')
  const top = open[0]
  const stays = open.find(({ n }) => n === shown)
  if (!top || !stays) return top ?? null
  return top.votes >= stays.votes + lead ? top : stays
}
