import type { IconName } from '@/ui/icons'

/** A tab beside the picture. `icon`: instead of its text where there are many tabs. `count`: what waits in it, with `countText` for those who listen. */
export interface TalkTab {
  key: string
  text: string
  icon: IconName
  count?: number
  countText?: string
}
