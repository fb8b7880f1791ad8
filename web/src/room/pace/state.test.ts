import { expect, test } from 'vitest'
import { apply, emptyView, enter } from '../state'
import { aState } from '../state.fixture'
import { leftOf } from './state'

test('staff sees how things stand, and the last alert', () => {
  const view = emptyView()
  enter(view, aState({ pace: { fast: [2, 150], slow: [0, 0], lost: [0, 0], alert_percent: 30 } }))
  expect(view.pace.alert_percent).toBe(30)
  apply(view, { type: 'pace', n: 5, t: 5, fast: [3, 250], slow: [0, 0], lost: [1, 99] })
  apply(view, { type: 'pace_alert', n: 6, t: 6, vote: 'fast', votes: 3, people: 10 })
  expect([view.pace.fast, view.pace.alert_percent, view.paceAlert?.vote]).toEqual([[3, 250], 30, 'fast'])
  enter(view, aState())
  expect([view.pace.fast, view.paceAlert]).toEqual([[0, 0], null])
})

test('the own vote fades within five minutes', () => {
  const you = { role: 'learner', may_speak: true, may_moderate: false, muted_until: 0, pace: { vote: 'lost', t: 1000 } } as const
  expect([leftOf(you, 'lost', 1000), leftOf(you, 'lost', 151_000), leftOf(you, 'lost', 999_000), leftOf(you, 'fast', 1000)]).toEqual([1, 0.5, 0, 0])
})
