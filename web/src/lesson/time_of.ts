import type { Lesson } from '@/generated/api'
import type { Language, Text } from '@/locale'
import { capital, when } from './when'

/** When a lesson is, was, or can be watched, in words of its kind. */
export function timeOf({ kind, state, starts_at, started_at, ended_at }: Lesson, t: Text, language: Language): string {
  if (kind !== 'live') {
    if (state === 'ended') return t('lesson.openSince', { time: when(started_at!, language) })
    return starts_at ? t('lesson.opensAt', { time: when(starts_at, language) }) : t('lesson.notReady')
  }
  if (state === 'ended') return ended_at ? t('lesson.endedAt', { time: when(ended_at, language) }) : t('lesson.state.ended')
  const begins = state === 'live' ? started_at : starts_at
  return begins ? capital(when(begins, language)) : t('lesson.noTime')
}
