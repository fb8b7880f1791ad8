import { expect, test } from 'vitest'
import type { Person } from '../live_room'
import { found } from './people'

const people = ['Anna', 'ＢＥＮ', '小明'].map((name, id) => ({ id: String(id), name, role: 'learner', muted_until: 0 }) as Person)
const names = (search: string): string[] => found(people, search).map(({ name }) => name)

test('a name is found by a part of it, whatever its case or width', () => {
  expect(names('')).toEqual(['Anna', 'ＢＥＮ', '小明'])
  expect(names(' ben ')).toEqual(['ＢＥＮ'])
  expect(names('明')).toEqual(['小明'])
  expect(names('x')).toEqual([])
})
