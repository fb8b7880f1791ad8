import { expect, test } from 'vitest'
import type { Event } from '@/generated/room'
import { ToolRecord } from './tool_record'

const digest = '0'.repeat(64)
const content = { title: 'The book', link: 'https://shop.example/book' }
const events: Event[] = [
  { n: 1, t: 1000, type: 'outline', topics: ['a', 'b'] },
  { n: 2, t: 2000, type: 'topic', title: 'a' },
  { n: 3, t: 3000, type: 'checkin_opened', until: 60_000 },
  { n: 4, t: 4000, type: 'checkin_count', checkin: 3, people: 2 },
  { n: 5, t: 5000, type: 'announced', text: 'break', class: true },
  { n: 6, t: 6000, type: 'offer_shown', offer: 9, content },
  { n: 7, t: 8000, type: 'checkin_closed', checkin: 3, people: 5 },
  { n: 8, t: 9000, type: 'offer_hidden', offer: 9 },
  { n: 10, t: 20_000, type: 'announced', text: 'restart at noon' },
  { n: 11, t: 21_000, type: 'draw_opened', prize: 'A pen', winners: 1, conditions: [], commitment: digest },
  { n: 12, t: 25_000, type: 'draw_done', draw: 11, winners: [{ from: { id: '7', name: '小明', role: 'learner' }, ticket: digest }] },
  { n: 13, t: 30_000, type: 'topic', title: 'b' },
  { n: 14, t: 31_000, type: 'announced', text: '', class: true },
]

test('the tools stand there as they stood, going forward and back, whatever order the pages came in', () => {
  const record = new ToolRecord()
  record.add(events.slice(6))
  record.add(events.slice(0, 8))
  const at = (moment: number): unknown[] => {
    const { topic, checkin, offer, announcement, draw } = record.at(moment)
    return [topic?.title, checkin && [checkin.people, checkin.closed], offer?.content.title, announcement, draw && [draw.state, draw.won?.[0]?.from.name]]
  }
  expect(at(500)).toEqual([undefined, null, undefined, '', null])
  expect(at(6500)).toEqual(['a', [2, false], 'The book', 'break', null])
  expect(at(9500)).toEqual(['a', [5, true], undefined, 'break', null])
  expect(at(18_000)).toEqual(['a', null, undefined, 'break', null])
  expect(at(26_000)).toEqual(['a', null, undefined, 'break', ['done', '小明']])
  expect(at(90_000)).toEqual(['b', null, undefined, '', null])
  expect(at(6500)).toEqual(['a', [2, false], 'The book', 'break', null])
})

test('nothing new, the same object; a winner whose account was deleted has no name', () => {
  const record = new ToolRecord()
  record.add(events)
  expect(record.at(26_000)).toBe(record.at(26_400))
  record.forget([{ n: 90, t: 900_000, type: 'erased', account: '7' }])
  expect(record.at(26_000).draw?.won?.[0]?.from.name).toBe('')
})
