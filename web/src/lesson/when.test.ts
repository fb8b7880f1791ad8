import { expect, test } from 'vitest'
import { count, elapsed, spoken, until, when } from './when'

const now = new Date(2026, 10, 22, 9, 0)
const at = (day: number, hour: number): string => new Date(2026, 10, day, hour, 5).toISOString()

test('near days are named', () => {
  expect(when(at(22, 20), 'zh-CN', now)).toBe('今天 20:05')
  expect(when(at(23, 8), 'zh-CN', now)).toBe('明天 08:05')
  expect(when(at(21, 8), 'en', now)).toBe('yesterday 08:05')
})

test('other days carry date and weekday', () => {
  expect(when(at(26, 20), 'zh-CN', now)).toBe('11月26日周四 20:05')
  expect(when(at(26, 20), 'en', now)).toBe('Thu, Nov 26 20:05')
})

test('midnight is 00, not 24', () => {
  expect(when(new Date(2026, 10, 22, 0, 0).toISOString(), 'en', now)).toBe('today 00:00')
})

test('a countdown is cut into days, hours, minutes and seconds, and stops at zero', () => {
  const start = new Date('2026-11-22T12:00:00Z')
  expect(until(start.toISOString(), start.getTime() - 93_784_000)).toEqual({ days: 1, hours: 2, minutes: 3, seconds: 4 })
  expect(until(start.toISOString(), start.getTime() + 1)).toEqual({ days: 0, hours: 0, minutes: 0, seconds: 0 })
})

test('elapsed time grows an hour field when it needs one', () => {
  expect([0, 61.9, 3723].map(elapsed)).toEqual(['00:00', '01:01', '1:02:03'])
})

test('a length is said in words', () => {
  expect([7, 61, 3723].map((seconds) => spoken(seconds, 'en'))).toEqual(['7 seconds', '1 minute 1 second', '1 hour 2 minutes 3 seconds'])
  expect(spoken(754, 'zh-CN')).toBe('12分钟 34秒钟')
})

test('large counts are short', () => {
  expect(count(9870, 'en')).toBe('9,870')
  expect(count(12_340, 'zh-CN')).toBe('1.2万')
  expect(count(12_340, 'en')).toBe('12.3K')
})
