import { expect, test } from 'vitest'
import { calendarFile } from './calendar'

const lesson = { id: '42', title: '唐诗, 长安; 与\\你', description: '第一讲\n长恨歌', starts_at: '2026-11-22T12:00:00.000Z' }
const file = calendarFile(lesson, 'https://example.org/lessons/42', new Date('2026-11-20T01:02:03Z'))

test('times stand in UTC and the event lasts an hour', () => {
  expect(file).toContain('DTSTAMP:20261120T010203Z\r\n')
  expect(file).toContain('DTSTART:20261122T120000Z\r\n')
  expect(file).toContain('DTEND:20261122T130000Z\r\n')
})

test('commas, semicolons, backslashes and new lines are escaped', () => {
  expect(file).toContain('SUMMARY:唐诗\\, 长安\\; 与\\\\你\r\n')
  expect(file).toContain('DESCRIPTION:第一讲\\n长恨歌\\n\\nhttps')
})

test('no line is longer than 75 octets and unfolding gives the text back', () => {
  const long = calendarFile({ ...lesson, title: '讲'.repeat(60) }, 'https://example.org/', new Date())
  for (const line of long.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75)
  expect(long.replaceAll('\r\n ', '')).toContain(`SUMMARY:${'讲'.repeat(60)}`)
})
