import { expect, test } from 'vitest'
import type { Event } from '@/generated/room'
import { PollRecord } from './poll_record'

const content = { kind: 'single', title: '?', options: ['a', 'b'], results: 'live' } as const
const events: Event[] = [
  { n: 1, t: 1000, type: 'poll_opened', content: { ...content, options: [...content.options] } },
  { n: 2, t: 3000, type: 'poll_counts', poll: 1, people: 1, counts: [1, 0] },
  { n: 3, t: 9000, type: 'poll_closed', poll: 1, people: 2, counts: [1, 1] },
  { n: 4, t: 20_000, type: 'poll_opened', content: { kind: 'text', title: 'word?', results: 'live' } },
]

test('a poll stands there as it was at the moment, going forward and back, and a minute longer', () => {
  const record = new PollRecord()
  record.add(events.slice(2))
  record.add(events.slice(0, 2))
  const at = (t: number): unknown => {
    const poll = record.at(t)
    return poll && [poll.content.title, poll.counts, !!poll.closed]
  }
  expect([500, 1000, 3500, 9000, 3500].map(at)).toEqual([null, ['?', [0, 0], false], ['?', [1, 0], false], ['?', [1, 1], true], ['?', [1, 0], false]])
  expect(at(20_000)).toEqual(['word?', undefined, false])
  expect(new PollRecord().at(1000)).toBeNull()
  const short = new PollRecord()
  short.add(events.slice(0, 3))
  expect([short.at(68_999)?.closed, short.at(69_000)]).toEqual([9000, null])
})

test('the same moment gives the same poll, so that nothing is drawn anew', () => {
  const record = new PollRecord()
  record.add(events)
  expect(record.at(3100)).toBe(record.at(3900))
})
