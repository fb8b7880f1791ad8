import { ref, type Ref } from 'vue'
import { asProblem, type ApiProblem } from '@/api/problem'

export interface Form {
  busy: Ref<boolean>
  problem: Ref<ApiProblem | null>
  submit: () => Promise<void>
}

/** Sends a form once at a time; what the server refuses stays as `problem` until the next try. */
export function useForm(action: () => Promise<void>): Form {
  const busy = ref(false)
  const problem = ref<ApiProblem | null>(null)

  async function submit(): Promise<void> {
    if (busy.value) return
    busy.value = true
    problem.value = null
    try {
      await action()
    } catch (error) {
      problem.value = asProblem(error)
    } finally {
      busy.value = false
    }
  }

  return { busy, problem, submit }
}
