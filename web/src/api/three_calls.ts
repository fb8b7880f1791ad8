import type { Lesson } from '@/generated/api'
import { call } from './client'
import { asProblem } from './problem'

// POST /start, /stop, /message name a room by the number of a lesson or by a name of one's own choosing.

export const startRoom = (room: string): Promise<unknown> => call('POST /start', { body: { room_id: room } })
export const stopRoom = (room: string): Promise<unknown> => call('POST /stop', { body: { room_id: room } })
export const sendToRoom = (room: string, message: string): Promise<unknown> => call('POST /message', { body: { room_id: room, message } })

/** The lesson behind a room: the one of that number, else one of that name; mine before others', live before ended. */
export async function lessonOfRoom(room: string): Promise<string | null> {
  if (/^[1-9]\d{0,15}$/.test(room)) {
    const found = await call('GET /api/v1/lessons/{id}', { path: { id: room } }).catch(noneIfMissing)
    if (found) return found.id
  }
  const [mine, live] = await Promise.all([call('GET /api/v1/lessons', { query: { mine: '1', limit: 100 } }), call('GET /api/v1/lessons', { query: { state: 'live', limit: 100 } })])
  const named = [...mine.items, ...live.items].filter(({ title }) => title === room)
  return (named.find(({ state }) => state === 'live') ?? named[0])?.id ?? null
}

function noneIfMissing(error: unknown): Lesson | null {
  if (asProblem(error).status === 404) return null
  throw error
}
