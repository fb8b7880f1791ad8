import { translate } from '@/locale'

/** A person's name; who has deleted their account has none any more, but what they wrote stays. */
export const shownName = (name: string): string => name || translate('comments.deletedAccount')
