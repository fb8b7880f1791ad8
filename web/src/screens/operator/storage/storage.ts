import type { Storage } from '@/generated/api'
import { count } from '@/lesson/when'
import type { Language, Text } from '@/locale'

/** A part of the bar that is the disk. */
export interface Part {
  name: 'recordings' | 'database' | 'other' | 'free' | 'reserve'
  bytes: number
}

/** What the disk is taken by, in the order of the bar; null: it could not be asked. */
export function partsOf({ disk, recordings_bytes, database_bytes }: Storage): Part[] | null {
  if (!disk) return null
  const used = Math.max(0, disk.total - disk.free)
  const recordings = Math.min(recordings_bytes, used)
  const database = Math.min(database_bytes ?? 0, used - recordings)
  const reserve = Math.min(disk.reserve, disk.free)
  const parts: Part[] = [
    { name: 'recordings', bytes: recordings },
    { name: 'database', bytes: database },
    { name: 'other', bytes: used - recordings - database },
    { name: 'free', bytes: disk.free - reserve },
    { name: 'reserve', bytes: reserve },
  ]
  return parts.filter(({ bytes }) => bytes > 0)
}

const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const

/** 1 kB is 1000 B, as disks are sold and as the settings count. */
export function sizeText(bytes: number, language: string): string {
  let [value, unit] = [bytes, 0]
  while (value >= 999.5 && unit < units.length - 1) [value, unit] = [value / 1000, unit + 1]
  const digits = unit < 2 || value >= 99.5 ? 0 : 1
  return `${new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value)} ${units[unit]}`
}

/** Days for which a replay may be kept; 0: for ever. */
export const keepChoices = [0, 30, 90, 180, 365, 730] as const

/** A choice in words. */
export const keptFor = (days: number, t: Text, language: Language): string => (days ? t('storage.days', { n: count(days, language) }) : t('storage.forEver'))

/** The choices, with the one that is set among them. */
export const choicesWith = (days: number): number[] => [...new Set<number>([...keepChoices, days])].sort((a, b) => (a || Infinity) - (b || Infinity))

/** How pressing it is that the room runs out. */
export function urgency(days: number | null): 'calm' | 'soon' | 'now' {
  if (days === null || days > 60) return 'calm'
  return days > 14 ? 'soon' : 'now'
}
