import type { Language, Text } from '@/locale'
import type { Moment } from './shape'

/** A moment in words: what kind it was, and the words that belong to it. */
export const nameOf = ({ kind, text }: Moment, t: Text): string => (text ? t('report.named', { kind: t(`report.kind.${kind}`), text }) : t(`report.kind.${kind}`))

export const number = (value: number, digits: number, language: Language): string => new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value)
export const percent = (share: number, language: Language): string => new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format(share)
