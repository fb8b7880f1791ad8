/** A tab beside the picture. `count`: what waits in it, with `countText` for those who listen. */
export interface TalkTab {
  key: string
  text: string
  count?: number
  countText?: string
}
