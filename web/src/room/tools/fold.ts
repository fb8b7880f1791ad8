import { computed, type ComputedRef, ref, watch } from 'vue'

/** A card that each viewer can fold away. What is over is shown to whoever saw it while it was open. */
export function useFold(card: () => { n: number; open: boolean } | null): { shows: ComputedRef<boolean>; away: ComputedRef<boolean>; fold: () => void; unfold: () => void } {
  /** numbers of cards */
  const watched = ref(0)
  const folded = ref(0)
  watch(() => (card()?.open ? card()!.n : 0), (n) => n && (watched.value = n), { immediate: true })
  return {
    shows: computed(() => { const it = card(); return !!it && (it.open || it.n === watched.value) }),
    away: computed(() => folded.value !== 0 && folded.value === card()?.n),
    fold: () => (folded.value = card()?.n ?? 0),
    unfold: () => (folded.value = 0),
  }
}
