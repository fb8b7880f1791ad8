import type { Language } from '@/locale'

// Times as people say them, in the language of the page and the zone of the device.

const dayMs = 86_400_000

const midnight = (time: Date): number => new Date(time.getFullYear(), time.getMonth(), time.getDate()).getTime()

/** "今天 20:00", "tomorrow at 20:00", "11月22日周日 20:00". */
export function when(iso: string, language: Language, now = new Date()): string {
  const time = new Date(iso)
  const days = Math.round((midnight(time) - midnight(now)) / dayMs)
  const clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(time)
  if (Math.abs(days) <= 1) return `${new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(days, 'day')} ${clock}`
  const year = time.getFullYear() === now.getFullYear() ? undefined : 'numeric'
  const date = new Intl.DateTimeFormat(language, { year, month: 'short', day: 'numeric', weekday: 'short' }).format(time)
  return `${date} ${clock}`
}

export function clockTime(ms: number, language: Language): string {
  return new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(ms)
}

export interface Countdown {
  days: number
  hours: number
  minutes: number
  seconds: number
}

/** What is left until then; zero once it has passed. */
export function until(iso: string, nowMs: number): Countdown {
  const left = Math.max(0, Math.ceil((new Date(iso).getTime() - nowMs) / 1000))
  return { days: Math.floor(left / 86400), hours: Math.floor(left / 3600) % 24, minutes: Math.floor(left / 60) % 60, seconds: left % 60 }
}

/** 1:02:03 or 02:03 */
export function elapsed(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const two = (n: number): string => String(n).padStart(2, '0')
  const hours = Math.floor(whole / 3600)
  const rest = `${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`
  return hours ? `${hours}:${rest}` : rest
}

/** "1 hour 2 minutes 3 seconds", for those who listen to a length instead of seeing it. */
export function spoken(seconds: number, language: Language): string {
  const whole = Math.max(0, Math.floor(seconds))
  const say = (value: number, unit: string): string => new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(value)
  const parts = [say(Math.floor(whole / 3600), 'hour'), say(Math.floor(whole / 60) % 60, 'minute'), say(whole % 60, 'second')]
  const first = whole >= 3600 ? 0 : whole >= 60 ? 1 : 2
  return parts.slice(first).join(' ')
}

/** Counts as people read them: 9,870 · 1.2万 · 12K. */
export function count(value: number, language: Language): string {
  if (value < 10_000) return new Intl.NumberFormat(language).format(value)
  return new Intl.NumberFormat(language, { notation: 'compact', maximumFractionDigits: 1 }).format(value)
}

/** For a time that begins a line. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
