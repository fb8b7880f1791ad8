import { expect, test } from 'vitest'
import type { Event } from '@/generated/room'
import { RoomRecord } from './record'

const from = { id: '7', name: '陈静', role: 'learner' } as const
const comment = (n: number, t: number): Event => ({ n, t, type: 'comment', from, text: `#${n}` })

function record(...events: Event[]): RoomRecord {
  const made = new RoomRecord()
  made.add(events)
  return made
}
const shownAt = (one: RoomRecord, date: number): number[] => one.comments.slice(0, one.countAt(date)).map(({ n }) => n)

test('a comment appears at the moment it was written, going forward and back', () => {
  const one = record(comment(1, 1000), comment(2, 2000), comment(5, 9000))
  expect([0, 1000, 1999, 2000, 8999, 9000].map((date) => shownAt(one, date).length)).toEqual([0, 1, 1, 2, 2, 3])
  expect(shownAt(one, 1500)).toEqual([1])
})

test('pages follow on, and what came already is not taken twice', () => {
  const one = record(comment(1, 1000), comment(2, 2000))
  one.add([comment(2, 2000), comment(3, 3000)])
  expect(shownAt(one, 5000)).toEqual([1, 2, 3])
})

test('a comment written after the class stands at the moment it is about, whichever comes first', () => {
  const late = (n: number, about: number): Event => ({ ...comment(n, 99_000), about }) as Event
  const one = record(late(8, 2500), late(9, 2500))
  one.add([comment(1, 1000), comment(2, 2000), comment(3, 3000)])
  one.add([late(8, 2500), late(10, 1500)])
  expect(one.comments.map(({ n }) => n)).toEqual([1, 10, 2, 8, 9, 3])
  expect(shownAt(one, 2499)).toEqual([1, 10, 2])
})

test('a deleted comment is not shown, not even before its deletion', () => {
  const one = record(comment(1, 1000), comment(2, 2000), { n: 3, t: 60_000, type: 'deleted', comment: 1 })
  expect(shownAt(one, 2000)).toEqual([2])
})

test('a comment deleted in the room today goes from the record', () => {
  const one = record(comment(1, 1000), comment(2, 2000))
  expect(one.change({ n: 90, t: 999_000, type: 'deleted', comment: 2 })).toBe(true)
  expect(shownAt(one, 5000)).toEqual([1])
  expect(one.change({ n: 91, t: 999_000, type: 'likes', total: 3 })).toBe(false)
})

test('the pin is the one of that moment; the pin of a deleted comment is none', () => {
  const pinned = { n: 1, t: 1000, from, text: '#1' }
  const one = record(comment(1, 1000), { n: 2, t: 2000, type: 'pinned', comment: pinned }, { n: 3, t: 5000, type: 'pinned', comment: null })
  expect([1500, 2000, 4999, 5000].map((date) => one.pinnedAt(date)?.n)).toEqual([undefined, 1, 1, undefined])
  one.change({ n: 4, t: 9000, type: 'deleted', comment: 1 })
  expect(one.pinnedAt(3000)).toBeNull()
})

test('names are those of then, except of accounts that are gone', () => {
  const one = record(comment(1, 1000), { ...comment(2, 2000), from: { ...from, name: '陈老师' } } as Event)
  expect(one.comments.map((c) => c.from.name)).toEqual(['陈静', '陈老师'])
  one.change({ n: 3, t: 3000, type: 'erased', account: '7' })
  expect(one.comments.map((c) => c.from.name)).toEqual(['', ''])
})

test('a clock that was set back hides nothing', () => {
  const one = record(comment(1, 5000), comment(2, 3000), comment(3, 6000))
  expect(shownAt(one, 5000)).toEqual([1, 2])
})
