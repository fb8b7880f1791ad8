import type { Offer, OfferContent } from '@/generated/room'
import { Refusal } from '../client'
import type { LiveRoom } from '../live_room'

/** What one can ask of the offers of a room. */
export const listOffers = async (room: LiveRoom): Promise<Offer[]> => (await room.send({ do: 'offers' })).offers ?? []
export const keepOffer = async (room: LiveRoom, content: OfferContent, offer?: number): Promise<void> => void (await room.send({ do: 'offer_keep', content, ...(offer && { offer }) }))
export const dropOffer = async (room: LiveRoom, offer: number): Promise<void> => void (await room.send({ do: 'offer_drop', offer }))
export const showOffer = async (room: LiveRoom, what: { offer: number } | { content: OfferContent }): Promise<void> => void (await room.send({ do: 'offer_show', ...what }))
export const hideOffer = async (room: LiveRoom, offer: number): Promise<void> => void (await room.send({ do: 'offer_hide', offer }))

const tries = 5
const passing = ['disconnected', 'no_answer', 'too_fast', 'not_saved', 'not_known']

/** Tells that it was seen, or its link followed. What could not be written is said again: it counts once all the same. */
export async function reached(room: Pick<LiveRoom, 'send'>, offer: number, how: 'offer_seen' | 'offer_click', wait = (ms: number): Promise<void> => new Promise((go) => setTimeout(go, ms))): Promise<void> {
  for (let i = 0; i < tries; i++) {
    try {
      await room.send({ do: how, offer })
      return
    } catch (error) {
      if (!(error instanceof Refusal) || !passing.includes(error.code)) return
      await wait(1000 * 2 ** i)
    }
  }
}

/** Where it leads, as one reads it. */
export const hostOf = (link: string): string => new URL(link, location.href).host
export const pictureOf = (lesson: string, picture: number): string => `/api/v1/lessons/${lesson}/pictures/${picture}`
