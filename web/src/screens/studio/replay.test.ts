import { expect, test } from 'vitest'
import { trimmed, withChapter } from './replay'

const all = { start_ms: 0, end_ms: 60_000 }

test('an edge moves to the position of the player', () => {
  expect(trimmed(all, 'start_ms', 5000.4, 60_000)).toEqual({ start_ms: 5000, end_ms: 60_000 })
  expect(trimmed({ start_ms: 5000, end_ms: 60_000 }, 'end_ms', 50_000, 60_000)).toEqual({ start_ms: 5000, end_ms: 50_000 })
})

test('edges do not cross: the other one gives way', () => {
  expect(trimmed({ start_ms: 5000, end_ms: 20_000 }, 'start_ms', 30_000, 60_000)).toEqual({ start_ms: 30_000, end_ms: 60_000 })
  expect(trimmed({ start_ms: 30_000, end_ms: 60_000 }, 'end_ms', 10_000, 60_000)).toEqual({ start_ms: 0, end_ms: 10_000 })
})

test('something is always left to see', () => {
  expect(trimmed(all, 'start_ms', 60_000, 60_000)).toEqual({ start_ms: 59_000, end_ms: 60_000 })
  expect(trimmed(all, 'end_ms', 0, 60_000)).toEqual({ start_ms: 0, end_ms: 1000 })
})

test('a trim that takes nothing away is none', () => {
  expect(trimmed({ start_ms: 5000, end_ms: 60_000 }, 'start_ms', 0, 60_000)).toBeNull()
})

test('chapters stay in order, one at the same second replaces the other', () => {
  const chapters = withChapter([{ at_ms: 9000, title: 'later' }], { at_ms: 4000.7, title: 'first' })
  expect(chapters).toEqual([{ at_ms: 4001, title: 'first' }, { at_ms: 9000, title: 'later' }])
  expect(withChapter(chapters, { at_ms: 9400, title: 'better' }).map(({ title }) => title)).toEqual(['first', 'better'])
})
