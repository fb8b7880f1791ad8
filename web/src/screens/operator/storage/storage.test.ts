import { expect, test } from 'vitest'
import type { Storage } from '@/generated/api'
import { choicesWith, partsOf, sizeText, urgency } from './storage'

const disk = { total: 1000, free: 400, reserve: 100 }
const storage = (more: Partial<Storage>): Storage => ({ disk, recordings_bytes: 300, database_bytes: 50, ...more }) as Storage

test('the parts of the disk are the whole disk', () => {
  const parts = partsOf(storage({}))!
  expect(parts).toEqual([
    { name: 'recordings', bytes: 300 },
    { name: 'database', bytes: 50 },
    { name: 'other', bytes: 250 },
    { name: 'free', bytes: 300 },
    { name: 'reserve', bytes: 100 },
  ])
  expect(parts.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(disk.total)
})

test('what cannot be is not drawn', () => {
  expect(partsOf(storage({ disk: null }))).toBeNull()
  expect(partsOf(storage({ database_bytes: null }))!.map(({ name }) => name)).not.toContain('database')
  const more = partsOf(storage({ recordings_bytes: 5000, disk: { total: 1000, free: 40, reserve: 100 } }))!
  expect(more).toEqual([
    { name: 'recordings', bytes: 960 },
    { name: 'reserve', bytes: 40 },
  ])
})

test('sizes are written as disks are sold', () => {
  expect([0, 999, 1500, 999_600, 2_340_000, 123_400_000, 1_000_000_000, 12_340_000_000_000].map((bytes) => sizeText(bytes, 'en'))).toEqual(['0 B', '999 B', '2 kB', '1 MB', '2.3 MB', '123 MB', '1 GB', '12.3 TB'])
})

test('what is set stands among the choices, and for ever last', () => {
  expect(choicesWith(45)).toEqual([30, 45, 90, 180, 365, 730, 0])
  expect(choicesWith(0)).toEqual([30, 90, 180, 365, 730, 0])
})

test('room for months is no worry', () => {
  expect([null, 400, 61, 60, 15, 14, 0].map(urgency)).toEqual(['calm', 'calm', 'calm', 'soon', 'soon', 'now', 'now'])
})
