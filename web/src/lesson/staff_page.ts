import { onMounted, ref, type Ref } from 'vue'
import { call } from '@/api/client'
import { ApiProblem, asProblem } from '@/api/problem'
import type { Lesson } from '@/generated/api'
import { useText } from '@/locale'
import { nameWindow } from '@/router'

/**
 * The lesson of a page that is for its staff alone, and the window's name. `words`: where the page's `title` and `notStaff`
 * stand in the messages.
 */
export function useStaffPage(id: string, words: 'desk' | 'liveView'): { lesson: Ref<Lesson | null>; failure: Ref<ApiProblem | null>; load: () => Promise<void> } {
  const t = useText()
  const lesson = ref<Lesson | null>(null)
  const failure = ref<ApiProblem | null>(null)

  async function load(): Promise<void> {
    failure.value = null
    const path = { id }
    try {
      await call('GET /api/v1/lessons/{id}/staff', { path })
      lesson.value = await call('GET /api/v1/lessons/{id}', { path })
      nameWindow(`${lesson.value.title} · ${t(`${words}.title`)}`)
    } catch (error) {
      const problem = asProblem(error)
      failure.value = problem.status === 403 ? new ApiProblem({ code: problem.code, status: 403, title: t(`${words}.notStaff`) }) : problem
    }
  }

  onMounted(load)
  return { lesson, failure, load }
}
