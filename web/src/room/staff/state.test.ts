import { expect, test } from 'vitest'
import { apply, emptyView } from '../state'

test('what staff says comes last, and ready replies are replaced as a whole', () => {
  const view = emptyView()
  const from = { id: '2', name: 'Chen', role: 'assistant' } as const
  apply(view, { n: 1, t: 5, type: 'staff_said', from, text: 'low sound' })
  apply(view, { n: 2, t: 6, type: 'ready_replies', texts: ['a', 'b'] })
  apply(view, { n: 3, t: 7, type: 'ready_replies', texts: ['c'] })
  expect(view.staff_talk).toEqual([{ n: 1, t: 5, from, text: 'low sound' }])
  expect(view.ready_replies).toEqual(['c'])
})
