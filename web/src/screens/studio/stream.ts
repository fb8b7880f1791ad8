import { onScopeDispose, ref, type Ref } from 'vue'
import { call } from '@/api/client'
import type { Stream } from '@/generated/api'

const everyMs = 2000

/** What the encoder sends, asked every two seconds while somebody looks. Null until the first answer. */
export function useStream(lesson: string): Ref<Stream | null> {
  const stream = ref<Stream | null>(null)
  const ask = async (): Promise<void> => {
    if (document.hidden && stream.value) return
    try {
      stream.value = await call('GET /api/v1/lessons/{id}/stream', { path: { id: lesson } })
    } catch {
      /* the next question comes in two seconds */
    }
  }
  void ask()
  const clock = setInterval(() => void ask(), everyMs)
  onScopeDispose(() => clearInterval(clock))
  return stream
}
