import { onScopeDispose, ref, type Ref } from 'vue'

const sleepAfterMs = 3000

/** Whether somebody has moved lately: controls hide from those who only watch. */
export function useAwake(): { awake: Ref<boolean>; wake: () => void } {
  const awake = ref(true)
  let sleep: ReturnType<typeof setTimeout> | undefined

  function wake(): void {
    awake.value = true
    clearTimeout(sleep)
    sleep = setTimeout(() => (awake.value = false), sleepAfterMs)
  }

  wake()
  onScopeDispose(() => clearTimeout(sleep))
  return { awake, wake }
}
