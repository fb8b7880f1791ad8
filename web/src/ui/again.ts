import { onScopeDispose } from 'vue'

/** Calls now and again and again while the page is looked at; the next call waits for the one before. */
export function again(call: () => Promise<void>, everyMs: number): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let over = false

  async function turn(): Promise<void> {
    clearTimeout(timer)
    if (!document.hidden) await call()
    if (!over) timer = setTimeout(() => void turn(), everyMs)
  }
  const back = (): void => {
    if (!document.hidden) void turn()
  }

  void turn()
  document.addEventListener('visibilitychange', back)
  onScopeDispose(() => {
    over = true
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', back)
  })
}
