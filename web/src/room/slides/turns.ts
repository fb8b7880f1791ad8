import type { Event } from '@/generated/room'
import { isOfSlides, turnOf, type Page, type Turn } from './state'

/** What is shown at a moment of the class; null: at the newest. */
export function pageAt(turns: readonly Turn[], moment: number | null): Page | null {
  if (moment === null) return turns.at(-1)?.page ?? null
  let low = 0
  let high = turns.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (turns[middle]!.t <= moment) low = middle + 1
    else high = middle
  }
  return turns[low - 1]?.page ?? null
}

/** When that page was shown for the first time; null: never. */
export function firstShown(turns: readonly Turn[], { document, page }: Pick<Page, 'document' | 'page'>): number | null {
  return turns.find((turn) => turn.page?.document === document && turn.page.page === page)?.t ?? null
}

/** The turns of a record that comes page after page, in order, each event once. */
export class TurnRecord {
  turns: readonly Turn[] = []
  private readonly known = new Set<number>()

  add(events: readonly Event[]): void {
    const fresh = events.filter(isOfSlides).filter(({ n }) => !this.known.has(n) && !!this.known.add(n))
    if (!fresh.length) return
    let last = this.turns.at(-1)?.t ?? 0
    // a server's clock that was set back hides nothing
    this.turns = [...this.turns, ...fresh.map(turnOf).map((turn) => ({ ...turn, t: (last = Math.max(last, turn.t)) }))]
  }
}

export const pageUrl = (lesson: string, document: number, page: number): string => `/api/v1/lessons/${lesson}/documents/${document}/pages/${page}`
