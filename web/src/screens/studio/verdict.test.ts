import { expect, test } from 'vitest'
import type { Stream } from '@/generated/api'
import type { Measured } from './speed'
import { bitrateFor, encoderVerdict, verdicts } from './verdict'

const good: Measured = { up_kbps: 20_000, down_kbps: 50_000, rtt_ms: 20, ahead_ms: 40, protocol: 'h2', server: { now: '2026-11-22T12:00:00.000Z', recorded: true, free_mb: 50_000 } }
const says = (found: Partial<Measured>): string[] => verdicts({ ...good, ...found }, null).map((one) => one.says)
const stream = (more: Partial<Stream>): Stream =>
  ({ publishing: true, now: '2026-11-22T12:01:00.000Z', since: '2026-11-22T12:00:00.000Z', findings: [], problems: [], video: null, ...more }) as unknown as Stream

test('a good line, protocol, disk and clock are good', () => {
  expect(says({})).toEqual(['lineGood', 'protocolGood', 'diskGood', 'clockGood'])
})

test('a line is judged by what is left for the picture when a third is kept back', () => {
  expect(bitrateFor(4000)).toBe(2500)
  expect(bitrateFor(100_000)).toBe(4000)
  expect(says({ up_kbps: 3000 })[0]).toBe('lineWarn')
  expect(says({ up_kbps: 900 })[0]).toBe('lineBad')
})

test('a disk is told in hours of class', () => {
  const disk = (free_mb: number | null, recorded = true) => verdicts({ ...good, server: { ...good.server, free_mb, recorded } }, null)[2]!
  expect(disk(50_000).values.hours).toBe(42)
  expect(disk(2000)).toMatchObject({ says: 'diskLittle', values: { hours: '1.7' } })
  expect(disk(100).says).toBe('diskFull')
  expect(disk(null).says).toBe('diskUnknown')
  expect(disk(50_000, false).says).toBe('diskOff')
})

test('without HTTP/2, iPhones are said to be late', () => {
  expect(says({ protocol: 'http/1.1' })[1]).toBe('protocolOld')
  expect(says({ protocol: 'h3' })[1]).toBe('protocolGood')
  expect(says({ protocol: '' })[1]).toBe('protocolUnknown')
})

test('a clock that is off says which way', () => {
  expect(says({ ahead_ms: 90_000 })[3]).toBe('clockBehind')
  expect(says({ ahead_ms: -90_000 })[3]).toBe('clockAhead')
})

test('a test stream is watched for twenty seconds before it is called good', () => {
  const finding = (level: 'warn' | 'hint') => ({ code: 'x', level, message: '', fix: '', seconds: 1 }) as unknown as Stream['findings'][number]
  expect(encoderVerdict(null)).toMatchObject({ level: 'wait', says: 'encoderNone' })
  expect(encoderVerdict(stream({ now: '2026-11-22T12:00:08.000Z' }))).toMatchObject({ says: 'encoderWatched', values: { n: 12 } })
  expect(encoderVerdict(stream({}))).toMatchObject({ level: 'good' })
  expect(encoderVerdict(stream({ findings: [finding('hint')] }))).toMatchObject({ level: 'warn', says: 'encoderHints' })
  expect(encoderVerdict(stream({ findings: [finding('warn'), finding('hint')] }))).toMatchObject({ level: 'bad', values: { n: 1 } })
})
