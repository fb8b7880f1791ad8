import type { Event, State } from '@/generated/room'

export type Page = NonNullable<State['slides']>

/** From `t` on (UTC ms, the server's clock) this page is shown, or none. */
export interface Turn {
  t: number
  page: Page | null
}

export interface SlidesView {
  /** of the time that one was here, oldest first; empty: none was shown */
  turns: Turn[]
}

type OfSlides = Extract<Event, { type: 'slide' | 'slides_off' }>
const mostTurns = 2000

export const isOfSlides = (event: Event): event is OfSlides => event.type === 'slide' || event.type === 'slides_off'

export function enterSlides(page: Page | undefined): Turn[] {
  return page ? [{ t: 0, page }] : []
}

export const turnOf = (event: OfSlides): Turn => ({ t: event.t, page: event.type === 'slide' ? { document: event.document, pages: event.pages, page: event.page } : null })

export function applyToSlides(view: SlidesView, event: OfSlides): void {
  view.turns = [...view.turns.slice(1 - mostTurns), turnOf(event)]
}
