import type { Comment, Person, You } from '@/generated/room'

/** What the menu of a comment offers. The server decides; this only keeps useless items away. */

export const mayDelete = (you: You, comment: Comment): boolean => you.may_moderate || (!!you.account && you.account.id === comment.from.id)

/** What others wrote; staff sees to it themselves. */
export const mayReport = (you: You, comment: Comment): boolean => !!you.account && !you.may_moderate && you.account.id !== comment.from.id

/** Staff mute learners and guests, not each other, not themselves. */
export const mayMute = (you: You, person: Pick<Person, 'id' | 'role'>): boolean =>
  you.may_moderate && you.account?.id !== person.id && (person.role === 'learner' || person.role === 'guest')
