import { computed, type ComputedRef } from 'vue'
import { translate } from '@/locale'
import { useSession } from './session'

const own = 'Lyceum'

/** What this site is called: the operator's name for it, else the product's in the language of the page. */
export function useSiteName(): { short: ComputedRef<string>; full: ComputedRef<string> } {
  const session = useSession()
  const chosen = computed(() => (session.site && session.site.name !== own ? session.site.name : ''))
  return { short: computed(() => chosen.value || translate('site.name')), full: computed(() => chosen.value || translate('site.fullName')) }
}
