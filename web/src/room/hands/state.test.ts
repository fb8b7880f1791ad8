import { expect, test } from 'vitest'
import { apply, emptyView, enter } from '../state'
import { aState } from '../state.fixture'

const hand = (id: string, called = false) => ({ from: { id, name: `#${id}`, role: 'learner' }, t: 1, called }) as const

test('the queue of hands is what staff was told, the longest first, and empty when the class ends', () => {
  const view = emptyView()
  enter(view, aState({ hands: [hand('7')] }))
  apply(view, { type: 'hand_raised', n: 5, t: 5, from: hand('8').from })
  apply(view, { type: 'hand_called', n: 6, t: 6, account: '8' })
  expect(view.hands.map(({ from, called }) => [from.id, called])).toEqual([['7', false], ['8', true]])
  apply(view, { type: 'hand_lowered', n: 7, t: 7, account: '7' })
  expect(view.hands.map(({ from }) => from.id)).toEqual(['8'])
  apply(view, { type: 'lesson', n: 8, t: 8, state: 'ended' })
  expect(view.hands).toEqual([])
})
