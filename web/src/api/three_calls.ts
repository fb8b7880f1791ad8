import { call } from './client'

// POST /start, /stop, /message name a room by a number or a name of one's own choosing. Each answers
// {"status":"success"}; the Location header says which lesson stands behind the name.

const lessonOf = (headers: Headers): string | null => /\/lessons\/(\d+)/.exec(headers.get('location') ?? '')?.[1] ?? null

async function ask(operation: 'POST /start' | 'POST /stop', room: string): Promise<string | null> {
  let lesson: string | null = null
  await call(operation, { body: { room_id: room }, headers: (headers) => (lesson = lessonOf(headers)) })
  return lesson
}

export const startRoom = (room: string): Promise<string | null> => ask('POST /start', room)
export const stopRoom = (room: string): Promise<string | null> => ask('POST /stop', room)

export async function sendToRoom(room: string, message: string): Promise<string | null> {
  let lesson: string | null = null
  await call('POST /message', { body: { room_id: room, message }, headers: (headers) => (lesson = lessonOf(headers)) })
  return lesson
}
