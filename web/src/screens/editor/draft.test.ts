import { expect, test, vi } from 'vitest'
import type { Lesson } from '@/generated/api'

vi.mock('@/api/client', () => ({ call: vi.fn() }))
const { bodyOf, draftOf } = await import('./draft')

const lesson: Lesson = {
  id: '7', title: '长安', description: '', kind: 'live', state: 'scheduled', access: { kind: 'password' }, starts_at: '2026-11-22T12:00:00Z',
  started_at: null, ended_at: null, lecturer: { id: '1', name: '陈静' }, cover_url: null, thumbnail_url: null, your_role: 'lecturer', may_watch: true, viewers: 0,
  replay: null,
  upload: null,
  cut: null,
  review: null,
  published: true,
}

test('a new lesson carries everything, trimmed', () => {
  const draft = { kind: 'live' as const, title: ' 长安 ', description: '', startsAt: Date.parse('2026-12-01T12:00:00Z'), access: 'password' as const, password: 'willow' }
  expect(bodyOf(draft, null)).toEqual({ title: '长安', description: '', starts_at: '2026-12-01T12:00:00.000Z', access: { kind: 'password', password: 'willow' } })
})

test('what did not change is not sent: an old time, the present password', () => {
  expect(bodyOf({ ...draftOf(lesson), title: '洛阳' }, lesson)).toEqual({ title: '洛阳', description: '' })
})

test('taking the time away sends null', () => {
  expect(bodyOf({ ...draftOf(lesson), startsAt: null }, lesson)).toMatchObject({ starts_at: null })
})

test('another kind of access is sent without the password that no longer counts', () => {
  expect(bodyOf({ ...draftOf(lesson), access: 'free', password: 'left over' }, lesson)).toMatchObject({ access: { kind: 'free' } })
})
