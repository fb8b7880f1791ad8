import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { call } from '@/api/client'
import type { CommentEvent } from '@/generated/room'
import { useSession } from '@/people/session'

export interface ReplyItem {
  lesson: string
  title: string
  comment: CommentEvent
}

const most = 20
const lookEveryMs = 120_000

/** What was answered to the person who is signed in: asked for now and then while the page is looked at. */
export function useReplies(): { items: ShallowRef<ReplyItem[]>; unseen: Ref<number>; look: () => Promise<void>; see: () => Promise<void> } {
  const items = shallowRef<ReplyItem[]>([])
  const unseen = ref(0)
  const session = useSession()

  async function look(): Promise<void> {
    if (!session.account || document.hidden) return
    try {
      const replies = await call('GET /api/v1/me/replies', { query: { limit: most } })
      items.value = replies.items as unknown as ReplyItem[]
      unseen.value = replies.unseen
    } catch {
      /* asked for again soon; a missing bell is not worth a message */
    }
  }

  /** All that is shown has been seen. */
  async function see(): Promise<void> {
    const until = items.value[0]?.comment.t
    if (!until || !unseen.value) return
    unseen.value = 0
    await call('POST /api/v1/me/replies/seen', { body: { until } }).catch(() => undefined)
  }

  watch(
    () => session.account?.id,
    () => {
      items.value = []
      unseen.value = 0
      void look()
    },
    { immediate: true },
  )
  const timer = setInterval(() => void look(), lookEveryMs)
  const back = (): void => void look()
  document.addEventListener('visibilitychange', back)
  onScopeDispose(() => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', back)
  })
  return { items, unseen, look, see }
}
