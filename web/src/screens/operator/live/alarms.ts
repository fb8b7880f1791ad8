import type { LiveClass } from '@/generated/api'
import type { Text } from '@/locale'

export interface Alarm {
  code: string
  text: string
  grave: boolean
}

const most = 3

/** What is wrong with a class, the worst first; at most three. Advice that the lecturer may follow or not is no alarm. */
export function alarmsOf(live: LiveClass, t: Text): Alarm[] {
  const all: Alarm[] = []
  if (live.recording_fault) all.push({ code: live.recording_fault.code, text: `${t('studio.alarmRecording')} ${live.recording_fault.message}`, grave: true })
  if (!live.publishing) all.push({ code: 'no_encoder', text: t('operator.noEncoder'), grave: true })
  for (const { code, message } of live.problems) all.push({ code, text: message, grave: true })
  for (const { code, message, level } of live.findings) if (level !== 'hint') all.push({ code, text: message, grave: level === 'bad' })
  return all.slice(0, most)
}
