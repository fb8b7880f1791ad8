import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import { call } from '@/api/client'
import type { Stream } from '@/generated/api'
import { merge } from './series'

const everyMs = 2000

/** What the encoder sends, asked every two seconds while somebody looks. Null until the first answer. */
export function useStream(lesson: string): ShallowRef<Stream | null> {
  const stream = shallowRef<Stream | null>(null)
  let asking = false
  const ask = async (): Promise<void> => {
    if (asking || (document.hidden && stream.value)) return
    asking = true
    try {
      const next = await call('GET /api/v1/lessons/{id}/stream', { path: { id: lesson }, query: { after: stream.value?.series.newest ?? 0 } })
      stream.value = { ...next, series: merge(stream.value?.series ?? null, next.series) }
    } catch {
      /* the next question comes in two seconds */
    } finally {
      asking = false
    }
  }
  void ask()
  const clock = setInterval(() => void ask(), everyMs)
  onScopeDispose(() => clearInterval(clock))
  return stream
}
