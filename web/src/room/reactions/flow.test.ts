import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Reactions } from '@/generated/room'
import { arrivals, ReactionFlow } from './flow'

const totals = (more: Partial<Reactions>): Reactions => ({ thumb: 0, clap: 0, laugh: 0, wow: 0, party: 0, ...more })
beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a few float however many came, each kind among them, and none when one goes back', () => {
  expect(arrivals(totals({ clap: 3 }), totals({ clap: 5, wow: 1 }))).toEqual(['clap', 'clap', 'wow'])
  const many = arrivals(totals({}), totals({ clap: 5000, party: 3 }))
  expect(many).toHaveLength(6)
  expect(arrivals(totals({}), totals({ clap: 2, party: 4000 }))).toContain('clap')
  expect(arrivals(totals({ clap: 9 }), totals({ clap: 1 }))).toEqual([])
})

test('taps go together once a second, float at once, and not again with the total', async () => {
  const sent: Array<Partial<Reactions>> = []
  const flow = new ReactionFlow((counts) => (sent.push(counts), Promise.resolve()))
  const floated: string[] = []
  flow.onTap((kind) => floated.push(kind))
  flow.tap('clap')
  flow.tap('clap')
  flow.tap('wow')
  expect(floated).toEqual(['clap', 'clap', 'wow'])
  await vi.advanceTimersByTimeAsync(1000)
  expect(sent).toEqual([{ clap: 2, wow: 1 }])
  expect(flow.others(totals({}), totals({ clap: 3, wow: 1 }))).toEqual(['clap'])
  expect(flow.others(totals({ clap: 3, wow: 1 }), totals({ clap: 4, wow: 1 }))).toEqual(['clap'])
})

test('who taps faster than thirty a second sends thirty; what was refused may float with the others again', async () => {
  const sent: Array<Partial<Reactions>> = []
  const flow = new ReactionFlow((counts) => (sent.push(counts), Promise.reject(new Error('too fast'))))
  for (let i = 0; i < 50; i++) flow.tap('party')
  await vi.advanceTimersByTimeAsync(1000)
  expect(sent).toEqual([{ party: 30 }])
  expect(flow.others(totals({}), totals({ party: 2 }))).toEqual(['party', 'party'])
})
