import { describe, expect, it } from 'vitest'
import { applyToCheckin, type CheckinView, hasCheckedIn } from './state'

const view = (): CheckinView => ({ checkin: null, you: { role: 'learner', may_speak: true, may_moderate: false, muted_until: 0 } })

describe('a check-in as a person knows it', () => {
  it('is the newest one, with the number that was told last', () => {
    const seen = view()
    applyToCheckin(seen, { n: 5, t: 1000, type: 'checkin_opened', until: 61_000, question: 'Which group?' })
    applyToCheckin(seen, { n: 6, t: 2000, type: 'checkin_count', checkin: 5, people: 3 })
    expect(seen.checkin).toEqual({ n: 5, t: 1000, until: 61_000, question: 'Which group?', people: 3, closed: false })
    applyToCheckin(seen, { n: 7, t: 3000, type: 'checkin_closed', checkin: 5, people: 4 })
    expect([seen.checkin?.people, seen.checkin?.closed]).toEqual([4, true])
    applyToCheckin(seen, { n: 8, t: 4000, type: 'checkin_opened', until: 70_000 })
    applyToCheckin(seen, { n: 9, t: 5000, type: 'checkin_count', checkin: 5, people: 9 })
    expect([seen.checkin?.n, seen.checkin?.people]).toEqual([8, 0])
  })

  it('knows whether one has checked in', () => {
    const seen = view()
    expect(hasCheckedIn(seen, 5)).toBe(false)
    seen.you.checked_in = [5]
    expect([hasCheckedIn(seen, 5), hasCheckedIn(seen, 6)]).toEqual([true, false])
  })
})
