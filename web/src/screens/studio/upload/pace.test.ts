import { describe, expect, it } from 'vitest'
import { Pace, secondsLeft } from './pace'

describe('the pace of an upload', () => {
  it('is known after a second, and is that of the last seconds', () => {
    const pace = new Pace()
    pace.add(0, 0)
    expect(pace.speed()).toBeNull()
    for (let second = 1; second <= 20; second++) pace.add(second * 1000, second * 1000)
    expect(pace.speed()).toBeCloseTo(1000)
    for (let second = 21; second <= 40; second++) pace.add(20_000 + (second - 20) * 100, second * 1000)
    expect(pace.speed()).toBeCloseTo(100, 0)
  })
  it('begins anew when it falls back', () => {
    const pace = new Pace()
    pace.add(5000, 0)
    pace.add(9000, 1000)
    pace.add(4000, 1500)
    expect(pace.speed()).toBeNull()
  })
  it('tells how long it takes', () => {
    expect(secondsLeft(5000, 1000)).toBe(5)
    expect(secondsLeft(5000, null)).toBeNull()
    expect(secondsLeft(5000, 0)).toBeNull()
  })
})
