import { onBeforeUnmount, onMounted, shallowRef, type ShallowRef } from 'vue'
import { call } from '@/api/client'
import type { Insight } from '@/generated/api'

const everyMs = 10_000

/** The figures of a class, asked for again and again while somebody looks. Null: not known yet. */
export function useInsight(lesson: string): ShallowRef<Insight | null> {
  const insight = shallowRef<Insight | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  let gone = false

  async function ask(): Promise<void> {
    clearTimeout(timer)
    if (!document.hidden) insight.value = await call('GET /api/v1/lessons/{id}/insight', { path: { id: lesson } }).catch(() => insight.value)
    if (!gone && (insight.value?.live ?? true)) timer = setTimeout(ask, everyMs)
  }
  const look = (): void => void (document.hidden || ask())
  onMounted(() => {
    document.addEventListener('visibilitychange', look)
    void ask()
  })
  onBeforeUnmount(() => {
    gone = true
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', look)
  })
  return insight
}
