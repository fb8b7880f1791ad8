import type { Draw, DrawClosedEvent, DrawCountEvent, DrawDoneEvent, DrawOpenedEvent, Event, You } from '@/generated/room'

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
