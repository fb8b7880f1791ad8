import { recall, remember } from '@/ui/memory'

/**
 * Where one stopped in a recording: a moment of the class, UTC ms, so that it stays the same whatever is trimmed. Kept on
 * this device, newest first, at most 50.
 */
export interface Place {
  lesson: string
  moment: number
}

const mostPlaces = 50
/** the first and the last seconds are no place to come back to */
const edge = 10

/** The places after one more, `at` seconds after the beginning; a place near the beginning or the end is forgotten instead. */
export function withPlace(places: readonly Place[], place: Place, at: number, length: number): Place[] {
  const others = places.filter(({ lesson }) => lesson !== place.lesson)
  if (at < edge || at > length - edge) return others
  return [{ lesson: place.lesson, moment: Math.floor(place.moment) }, ...others].slice(0, mostPlaces)
}

export function placesOf(text: string | null): Place[] {
  try {
    const found: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(found) ? found.filter(isPlace) : []
  } catch {
    return []
  }
}

const isPlace = (one: unknown): one is Place => typeof (one as Place)?.lesson === 'string' && Number.isFinite((one as Place).moment)

export const placeIn = (lesson: string): number | null => placesOf(recall('places')).find((place) => place.lesson === lesson)?.moment ?? null

export function keepPlace(place: Place, at: number, length: number): void {
  remember('places', JSON.stringify(withPlace(placesOf(recall('places')), place, at, length)))
}
