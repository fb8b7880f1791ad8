import { describe, expect, it } from 'vitest'
import type { Insight } from '@/generated/api'
import { lineOf, seriesOf } from './series'

const minute = (audience: number, active: number): Insight['minutes'][number] => ({ audience, active, interaction_index: active, share_active: audience ? active / audience : null })

describe('figures of a class', () => {
  it('go minute by minute', () => {
    const insight = { minutes: [minute(0, 0), minute(4, 1), minute(2, 2)] } as Insight
    expect(seriesOf(insight, 'present')).toEqual([0, 4, 2])
    expect(seriesOf(insight, 'watched')).toEqual([0, 4, 6])
    expect(seriesOf(insight, 'index')).toEqual([0, 1, 2])
    expect(seriesOf(insight, 'active')).toEqual([null, 0.25, 1])
  })

  it('are drawn from the left to the right, as high as the highest, with gaps', () => {
    expect(lineOf([0, 2, null, 1])).toBe('M0 30L33.3 2M100 16')
    expect(lineOf([0])).toBe('M0 30')
    expect(lineOf([])).toBe('')
  })
})
