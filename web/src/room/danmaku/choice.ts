import { ref, watch, type Ref } from 'vue'
import { recall, remember } from '@/ui/memory'

/** Whether comments fly: as chosen on this device; at first not for people who asked for less motion. */
export function useDanmaku(): Ref<boolean | null> {
  const less = matchMedia('(prefers-reduced-motion: reduce)').matches
  const danmaku = ref<boolean | null>((recall('danmaku') ?? (less ? 'off' : 'on')) === 'on')
  watch(danmaku, (on) => remember('danmaku', on ? 'on' : 'off'))
  return danmaku
}
