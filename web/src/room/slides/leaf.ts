import { computed, type ComputedRef } from 'vue'
import { attempt } from '../attempt'
import type { LiveRoom } from '../live_room'
import type { Page } from './state'

/** Staff: the page that everybody sees now, and to leaf from it. */
export function useLeaf(room: LiveRoom): { shown: ComputedRef<Page | null>; turn: (document: number, page: number) => void; step: (by: number) => void } {
  const shown = computed(() => room.view.turns.at(-1)?.page ?? null)
  const turn = (document: number, page: number): void => attempt(room.send({ do: 'slide', document, page }).then(() => undefined))
  function step(by: number): void {
    const now = shown.value
    const page = now ? now.page + by : 0
    if (now && page >= 1 && page <= now.pages && room.view.lesson !== 'ended') turn(now.document, page)
  }
  return { shown, turn, step }
}
