import { recall, remember } from '@/ui/memory'

/** Where one stopped in a recording: seconds in its own time. Kept on this device, newest first, at most 50. */
export interface Place {
  lesson: string
  at: number
}

const mostPlaces = 50
/** the first and the last seconds are no place to come back to */
const edge = 10

/** The places after one more; a place near the beginning or the end is forgotten instead. */
export function withPlace(places: readonly Place[], lesson: string, at: number, length: number): Place[] {
  const others = places.filter((place) => place.lesson !== lesson)
  if (at < edge || at > length - edge) return others
  return [{ lesson, at: Math.floor(at) }, ...others].slice(0, mostPlaces)
}

export function placesOf(text: string | null): Place[] {
  try {
    const found: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(found) ? found.filter(isPlace) : []
  } catch {
    return []
  }
}

const isPlace = (one: unknown): one is Place => typeof (one as Place)?.lesson === 'string' && Number.isFinite((one as Place).at)

export const placeIn = (lesson: string): number | null => placesOf(recall('places')).find((place) => place.lesson === lesson)?.at ?? null

export function keepPlace(lesson: string, at: number, length: number): void {
  remember('places', JSON.stringify(withPlace(placesOf(recall('places')), lesson, at, length)))
}
