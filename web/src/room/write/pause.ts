import { computed, onScopeDispose, ref, type ComputedRef } from 'vue'

/** Seconds until something is allowed again; counts down by itself. */
export function usePause(): { left: ComputedRef<number>; until: (ms: number) => void } {
  const end = ref(0)
  const now = ref(Date.now())
  let clock: ReturnType<typeof setInterval> | undefined

  function until(ms: number): void {
    end.value = Math.max(end.value, ms)
    now.value = Date.now()
    clearInterval(clock)
    clock = setInterval(tick, 250)
  }

  function tick(): void {
    now.value = Date.now()
    if (now.value >= end.value) clearInterval(clock)
  }

  onScopeDispose(() => clearInterval(clock))
  return { left: computed(() => Math.max(0, Math.ceil((end.value - now.value) / 1000))), until }
}
