import { describe, expect, it } from 'vitest'
import { roundAfter, timeOf } from './beacon'

describe('the round that a draw waits for', () => {
  it('is the first that is known at that time or later', () => {
    for (let wait = 60; wait < 70; wait++) {
      const now = 1_790_000_000_123
      const late = timeOf(roundAfter(now, wait).round) - (now + wait * 1000)
      expect(late).toBeGreaterThanOrEqual(0)
      expect(late).toBeLessThan(3000)
    }
  })
})
