import type { Event, ReadyRepliesEvent, StaffSaidEvent, State } from '@/generated/room'

export type Said = NonNullable<State['staff_talk']>[number]

/** For staff: what it says among itself, and the replies it keeps ready. */
export interface StaffView {
  staff_talk: Said[]
  ready_replies: string[]
}

type OfStaff = StaffSaidEvent | ReadyRepliesEvent

export const emptyStaff = (): StaffView => ({ staff_talk: [], ready_replies: [] })
export const isOfStaff = (event: Event): event is OfStaff => event.type === 'staff_said' || event.type === 'ready_replies'

export function applyToStaff(view: StaffView, event: OfStaff): void {
  if (event.type === 'ready_replies') view.ready_replies = [...event.texts]
  else view.staff_talk.push({ n: event.n, t: event.t, from: event.from, text: event.text })
}
