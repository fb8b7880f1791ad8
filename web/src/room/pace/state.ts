import type { Event, PaceAlertEvent, PaceAlertSetEvent, PaceEvent, PaceVote, State, You } from '@/generated/room'

export const paceVotes = ['fast', 'slow', 'lost'] as const satisfies readonly PaceVote[]

/** How people say they can follow. All but the own vote is staff's alone. */
export interface PaceView {
  pace: NonNullable<State['pace']>
  /** what staff was last told, until it is put away */
  paceAlert: PaceAlertEvent | null
}

type OfPace = PaceEvent | PaceAlertEvent | PaceAlertSetEvent

const fadesMs = 5 * 60_000

export const emptyPace = (): PaceView => ({ pace: { fast: [0, 0], slow: [0, 0], lost: [0, 0], alert_percent: 20 }, paceAlert: null })

export const isOfPace = (event: Event): event is OfPace => event.type === 'pace' || event.type === 'pace_alert' || event.type === 'pace_alert_set'

export function applyToPace(view: PaceView, event: OfPace): void {
  if (event.type === 'pace') view.pace = { ...view.pace, fast: event.fast, slow: event.slow, lost: event.lost }
  else if (event.type === 'pace_alert') view.paceAlert = event
  else view.pace = { ...view.pace, alert_percent: event.percent }
}

/** How much of the own vote is left, 1 to 0; `now` in ms of the server's clock. */
export function leftOf(you: You, vote: PaceVote, now: number): number {
  if (you.pace?.vote !== vote) return 0
  return Math.min(1, Math.max(0, 1 - (now - you.pace.t) / fadesMs))
}
