import type { Lesson } from '@/generated/api'

// iCalendar, RFC 5545: CRLF lines of at most 75 octets (§3.1), text escaped (§3.3.11).

const hourMs = 3_600_000

/** A calendar file with one event of an hour and a reminder ten minutes before. */
export function calendarFile(lesson: Pick<Lesson, 'id' | 'title' | 'description'> & { starts_at: string }, url: string, now: Date): string {
  const start = new Date(lesson.starts_at)
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Lyceum//EN',
    'BEGIN:VEVENT',
    `UID:lesson-${lesson.id}@lyceum`,
    `DTSTAMP:${stamp(now)}`,
    `DTSTART:${stamp(start)}`,
    `DTEND:${stamp(new Date(start.getTime() + hourMs))}`,
    `SUMMARY:${escape(lesson.title)}`,
    `DESCRIPTION:${escape(lesson.description ? `${lesson.description}\n\n${url}` : url)}`,
    `URL:${url}`,
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escape(lesson.title)}`,
    'TRIGGER:-PT10M',
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return lines.map(fold).join('\r\n') + '\r\n'
}

const stamp = (time: Date): string => time.toISOString().replace(/[-:]|\.\d+/g, '')
const escape = (text: string): string => text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n')

function fold(line: string): string {
  const octets = new TextEncoder()
  let folded = ''
  let size = 0
  for (const letter of line) {
    const width = octets.encode(letter).length
    if (size + width > 75) {
      folded += '\r\n '
      size = 1
    }
    folded += letter
    size += width
  }
  return folded
}
