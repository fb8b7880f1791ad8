import { expect, test } from 'vitest'
import type { Event } from '@/generated/room'
import { applyToSlides, enterSlides, type SlidesView } from './state'
import { firstShown, pageAt, TurnRecord } from './turns'

const slide = (n: number, t: number, page: number): Event => ({ n, t, type: 'slide', document: 7, pages: 9, page })
const off = (n: number, t: number): Event => ({ n, t, type: 'slides_off', document: 7 })

test('a page shows when the picture has come to its time, not when it is turned', () => {
  const view: SlidesView = { turns: enterSlides(undefined) }
  for (const event of [slide(1, 1000, 1), slide(2, 5000, 2), off(3, 9000)]) applyToSlides(view, event as never)
  expect([500, 1000, 4999, 5000, 9000].map((at) => pageAt(view.turns, at)?.page)).toEqual([undefined, 1, 1, 2, undefined])
  expect(pageAt(view.turns.slice(0, 2), null)?.page).toBe(2)
})

test('who comes late sees the page that is shown', () => {
  const turns = enterSlides({ document: 7, pages: 9, page: 4 })
  expect([pageAt(turns, 123)?.page, pageAt(turns, null)?.page]).toEqual([4, 4])
  expect(pageAt(enterSlides(undefined), null)).toBeNull()
})

test('the turns of a long class are bounded', () => {
  const view: SlidesView = { turns: [] }
  for (let n = 1; n <= 2100; n++) applyToSlides(view, slide(n, n, 1 + (n % 9)) as never)
  expect(view.turns).toHaveLength(2000)
  expect(view.turns.at(-1)?.t).toBe(2100)
})

test('a record gives each turn once, and the moment at which a page came first', () => {
  const record = new TurnRecord()
  record.add([slide(1, 1000, 1), slide(2, 5000, 2)])
  record.add([slide(2, 5000, 2), slide(3, 4000, 1), off(4, 6000)])
  expect(record.turns.map(({ t }) => t)).toEqual([1000, 5000, 5000, 6000])
  expect(firstShown(record.turns, { document: 7, page: 1 })).toBe(1000)
  expect(firstShown(record.turns, { document: 7, page: 9 })).toBeNull()
})
