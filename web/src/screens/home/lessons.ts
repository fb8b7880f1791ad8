import { onBeforeUnmount, reactive, ref, watch } from 'vue'
import { call } from '@/api/client'
import { asProblem, type ApiProblem } from '@/api/problem'
import type { Lesson, Operations } from '@/generated/api'
import { useSession } from '@/people/session'
import { sayProblem } from '@/ui/toast'

type Query = Operations['GET /api/v1/lessons']['query']

export interface LessonList {
  query: Query
  items: Lesson[]
  next: string | null
}

const refreshMs = 30_000
const list = (query: Query): LessonList => ({ query: { limit: 12, ...query }, items: [], next: null })

async function fill(target: LessonList, after?: string): Promise<void> {
  const page = await call('GET /api/v1/lessons', { query: { ...target.query, after } })
  target.items = after ? [...target.items, ...page.items] : page.items
  target.next = page.next
}

/** The lists of the home page. What is live is asked again twice a minute while somebody looks. */
export function useLessons() {
  const session = useSession()
  const lists = reactive({ mine: list({ mine: '1' }), live: list({ state: 'live' }), scheduled: list({ state: 'scheduled' }), films: list({ state: 'ended', kind: 'video,audio' }), ended: list({ state: 'ended', kind: 'live' }) })
  const problem = ref<ApiProblem | null>(null)
  const loaded = ref(false)

  async function load(): Promise<void> {
    try {
      await session.ready()
      await Promise.all([fill(lists.live), fill(lists.scheduled), fill(lists.films), fill(lists.ended), mine()])
      problem.value = null
      loaded.value = true
    } catch (error) {
      if (!loaded.value) problem.value = asProblem(error)
    }
  }

  async function mine(): Promise<void> {
    if (session.account) await fill(lists.mine)
    else Object.assign(lists.mine, { items: [], next: null })
  }

  const more = (target: LessonList): Promise<void> => fill(target, target.next ?? undefined).catch(sayProblem)

  const clock = setInterval(() => {
    if (!document.hidden && loaded.value) void fill(lists.live).catch(() => undefined)
  }, refreshMs)
  watch(() => session.account?.id, () => void load(), { immediate: true })
  onBeforeUnmount(() => clearInterval(clock))
  return { lists, problem, loaded, load, more }
}
