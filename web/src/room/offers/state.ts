import type { Event, OfferHiddenEvent, OfferShownEvent, State } from '@/generated/room'

/** The offer that is shown. */
export interface OfferView {
  offer: NonNullable<State['offer']> | null
}

type OfOffer = OfferShownEvent | OfferHiddenEvent

export const isOfOffer = (event: Event): event is OfOffer => event.type === 'offer_shown' || event.type === 'offer_hidden'

export function applyToOffer(view: OfferView, event: OfOffer): void {
  if (event.type === 'offer_shown') view.offer = { offer: event.offer, t: event.t, content: event.content }
  else if (view.offer?.offer === event.offer) view.offer = null
}
