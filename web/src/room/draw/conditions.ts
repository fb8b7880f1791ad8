import type { Condition, Draw } from '@/generated/room'
import type { RoomView } from '../state'

/** Seconds in the room while the class ran, at `now` of its clock. */
export function presentSeconds({ you, lesson }: RoomView, now: number): number {
  if (!you.present) return 0
  return you.present.s + (lesson === 'live' ? Math.max(0, now - you.present.at) / 1000 : 0)
}

/** As far as this page knows: the server says it with "You", and what was done since is seen here. */
export function isMet(view: RoomView, draw: Draw, condition: Condition, now: number): boolean {
  const { you } = view
  if (you.draw?.n === draw.n && you.draw.unmet && !you.draw.unmet.includes(condition)) return true
  const me = you.account?.id
  switch (condition) {
    case 'checked_in':
      return !!you.checked_in?.length
    case 'asked':
      return !!you.asked?.length || view.questions.some(({ from }) => from && from.id === me)
    case 'answered':
      return !!you.answer
    case 'commented':
      return view.comments.some(({ t, from, text }) => t >= draw.t && from.id === me && text.includes(draw.phrase ?? ''))
    case 'not_won':
      return !you.won?.length
    case 'watched':
      return presentSeconds(view, now) >= (draw.minutes ?? 0) * 60
  }
}
