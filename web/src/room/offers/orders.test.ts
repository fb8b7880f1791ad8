import { expect, test } from 'vitest'
import { Refusal } from '../client'
import { reached } from './orders'

const noWait = (): Promise<void> => Promise.resolve()
function roomThat(...outcomes: Array<Refusal | null>): { sent: number; send: () => Promise<object> } {
  const room = {
    sent: 0,
    send: () => {
      const outcome = outcomes[room.sent++] ?? null
      return outcome ? Promise.reject(outcome) : Promise.resolve({})
    },
  }
  return room
}

test('what got lost on the way is said again, what is refused is not', async () => {
  const shaky = roomThat(new Refusal('disconnected', ''), new Refusal('too_fast', '', 250), null)
  await reached(shaky, 5, 'offer_seen', noWait)
  expect(shaky.sent).toBe(3)
  const gone = roomThat(new Refusal('not_found', ''))
  await reached(gone, 5, 'offer_click', noWait)
  expect(gone.sent).toBe(1)
})

test('it gives up in the end', async () => {
  const dead = roomThat(...Array.from({ length: 9 }, () => new Refusal('no_answer', '')))
  await reached(dead, 5, 'offer_seen', noWait)
  expect(dead.sent).toBe(5)
})
