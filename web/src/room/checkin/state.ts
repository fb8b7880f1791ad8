import type { CheckinClosedEvent, CheckinCountEvent, CheckinOpenedEvent, Event, State, You } from '@/generated/room'

export type Checkin = NonNullable<State['checkin']>

/** The newest check-in of a room as this person knows it. */
export interface CheckinView {
  checkin: Checkin | null
  you: You
}

type OfCheckin = CheckinOpenedEvent | CheckinCountEvent | CheckinClosedEvent

export const isOfCheckin = (event: Event): event is OfCheckin => event.type.startsWith('checkin_')

export function applyToCheckin(view: CheckinView, event: OfCheckin): void {
  if (event.type === 'checkin_opened') {
    const { n, t, until, question } = event
    view.checkin = { n, t, until, people: 0, closed: false, ...(question && { question }) }
  } else if (view.checkin?.n === event.checkin) {
    view.checkin = { ...view.checkin, people: event.people, closed: event.type === 'checkin_closed' }
  }
}

export const hasCheckedIn = (view: CheckinView, n: number): boolean => !!view.you.checked_in?.includes(n)
