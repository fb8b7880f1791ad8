import type { RoomView } from '../state'

export type Answer = NonNullable<RoomView['you']['survey']>
export const questions = ['content', 'delivery', 'interaction'] as const
export type Question = (typeof questions)[number]

/** Who is asked: whoever is signed in, is not staff, and was told that the class is over. */
export function isAsked(view: RoomView): boolean {
  return view.lesson === 'ended' && !!view.you.account && !view.you.may_moderate
}

/** Nothing until each question has its score. */
export function complete(scores: Partial<Record<Question, number>>, text: string): Answer | null {
  const { content, delivery, interaction } = scores
  if (!content || !delivery || !interaction) return null
  return { content, delivery, interaction, ...(text.trim() && { text: text.trim() }) }
}
