import type { AuditEntry } from '@/generated/api'
import type { Language, Text } from '@/locale'
import { keptFor } from '../storage/storage'

const settings: Record<string, string> = {
  name: 'operator.siteName',
  accent: 'operator.accent',
  home_line: 'operator.homeLine',
  logo: 'operator.logo',
  footer: 'operator.footerText',
  icp: 'operator.icp',
  police: 'operator.police',
  terms: 'site.terms',
  privacy: 'terms.privacy',
  open_registration: 'operator.openRegistration',
  who_teaches: 'operator.mayTeach',
  review_lessons: 'operator.reviewLessons',
  new_account_hours: 'operator.newAccounts',
  new_account_review: 'operator.newAccountReview',
  words_block: 'operator.wordsBlock',
  words_review: 'operator.wordsReview',
  words_mask: 'operator.wordsMask',
  weight_comments: 'operator.weightComments',
  weight_questions: 'operator.weightQuestions',
  weight_likes: 'operator.weightLikes',
}

/** An entry's detail in the words of the pages: the log keeps names of settings, roles as 0 and 1, and a rule as [days, GB, when needed]. */
export function detailOf({ action, detail }: Pick<AuditEntry, 'action' | 'detail'>, t: Text, language: Language): string {
  const act = action.replace('.', '_')
  if (act === 'site_settings') return detail.split(' ').map((key) => (settings[key] ? t(settings[key]) : key)).join(' · ')
  if (act === 'account_flags') {
    const held = ['lecturer', 'operator'].filter((role) => detail.includes(`${role}=1`))
    return held.map((role) => t(`operator.${role}`)).join(' · ') || t('role.learner')
  }
  const [, days, limit, needed] = (act === 'site_retention' && /^\[(\d+),(\d+),(true|false)\]$/.exec(detail)) || []
  if (!days) return detail
  const room = Number(limit) ? `${limit} GB` : t('storage.noLimit')
  const rule = [keptFor(Number(days), t, language), room]
  if (Number(days)) rule.push(t(needed === 'true' ? 'storage.needed' : 'storage.atOnce'))
  return rule.join(' · ')
}
