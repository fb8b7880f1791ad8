import type { Answer } from '@/generated/room'
import type { LiveRoom } from '../live_room'

type Ok = NonNullable<Answer['ok']>
export type Entry = NonNullable<Ok['checked_in']>['entries'][number]
export type Missing = NonNullable<Ok['missing']>[number]

/** What one can ask of the check-ins of a room. */
export const openCheckin = async (room: LiveRoom, seconds: number, question: string): Promise<void> => void (await room.send({ do: 'checkin_open', seconds, ...(question && { question }) }))
export const closeCheckin = async (room: LiveRoom, n: number): Promise<void> => void (await room.send({ do: 'checkin_close', n }))
export const checkIn = async (room: LiveRoom, n: number, answer: string): Promise<void> => void (await room.send({ do: 'check_in', n, ...(answer && { answer }) }))
export const listMissing = async (room: LiveRoom, n: number): Promise<Missing[]> => (await room.send({ do: 'checkin_missing', n })).missing ?? []

/** All of them; the server gives them in pages. */
export async function listCheckedIn(room: LiveRoom, n: number): Promise<Entry[]> {
  const all: Entry[] = []
  for (let after: number | undefined = 0; after !== undefined; ) {
    const page: Ok['checked_in'] = (await room.send({ do: 'checkin_list', n, after })).checked_in
    all.push(...(page?.entries ?? []))
    after = page?.next
  }
  return all
}
