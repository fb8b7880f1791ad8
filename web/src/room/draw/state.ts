import type { Condition, Draw, DrawClosedEvent, DrawCountEvent, DrawDoneEvent, DrawOpenedEvent, Event, You } from '@/generated/room'
import type { RoomView } from '../state'

/** The newest draw of a room as this person knows it. */
export interface DrawView {
  draw: Draw | null
  you: You
}

type OfDraw = DrawOpenedEvent | DrawCountEvent | DrawClosedEvent | DrawDoneEvent

export const isOfDraw = (event: Event): event is OfDraw => event.type.startsWith('draw_')

export function applyToDraw(view: DrawView, event: OfDraw): void {
  switch (event.type) {
    case 'draw_opened': {
      const { type: _, ...opened } = event
      view.draw = { ...opened, state: 'open', people: 0, head: '' }
      return
    }
    case 'draw_count':
      return change(view, event.draw, { people: event.people, head: event.head })
    case 'draw_closed':
      return change(view, event.draw, { state: 'closed', people: event.people, head: event.head, list: event.list, seed: event.seed })
    case 'draw_done':
      return change(view, event.draw, { state: 'done', won: event.winners })
  }
}

function change(view: DrawView, n: number, by: Partial<Draw>): void {
  if (view.draw?.n === n) view.draw = { ...view.draw, ...by }
}

/** The account is gone: its ticket stays, without its name. */
export function withoutWinner(draw: Draw, account: string): Draw {
  return { ...draw, ...(draw.won && { won: draw.won.map((winner) => (winner.from.id === account ? { ...winner, from: { ...winner.from, name: '' } } : winner)) }) }
}

export const entryOf = (view: DrawView): NonNullable<You['draw']>['entry'] => (view.you.draw?.n === view.draw?.n ? view.you.draw?.entry : undefined)

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
