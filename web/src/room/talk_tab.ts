import type { IconName } from '@/ui/icons'

/** A tab beside the picture; with `icon`, its text is for those who listen. `count`: what waits in it, with `countText` for those who listen. */
export interface TalkTab {
  key: string
  text: string
  icon?: IconName
  count?: number
  countText?: string
}
