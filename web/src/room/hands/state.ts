import type { Event, HandCalledEvent, HandLoweredEvent, HandRaisedEvent, State } from '@/generated/room'

export type Hand = NonNullable<State['hands']>[number]

/** For staff: the hands that are up, the longest first. */
export interface HandsView {
  hands: Hand[]
}

type OfHands = HandRaisedEvent | HandCalledEvent | HandLoweredEvent

export const isOfHands = (event: Event): event is OfHands => event.type === 'hand_raised' || event.type === 'hand_called' || event.type === 'hand_lowered'

export function applyToHands(view: HandsView, event: OfHands): void {
  if (event.type === 'hand_raised') view.hands.push({ from: event.from, t: event.t, called: false })
  else if (event.type === 'hand_called') view.hands = view.hands.map((hand) => (hand.from.id === event.account ? { ...hand, called: true } : hand))
  else view.hands = view.hands.filter(({ from }) => from.id !== event.account)
}
