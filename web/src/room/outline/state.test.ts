import { expect, test } from 'vitest'
import { apply, emptyView, enter } from '../state'
import { aState } from '../state.fixture'

test('the class is at the topic that was reached last, and a new outline moves nothing', () => {
  const view = emptyView()
  enter(view, aState({ topics: ['a', 'b'], topic: { title: 'a', t: 1 } }))
  apply(view, { type: 'topic', n: 5, t: 5, title: 'b' })
  apply(view, { type: 'outline', n: 6, t: 6, topics: ['a', 'c'] })
  expect([view.topics, view.topic]).toEqual([['a', 'c'], { title: 'b', t: 5 }])
  enter(view, aState())
  expect([view.topics, view.topic]).toEqual([[], null])
})
