import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { asProblem, type ApiProblem } from './problem'

export interface Page<T> {
  items: T[]
  next: string | null
}

export interface Paged<T> {
  items: ShallowRef<T[]>
  /** there is more: more() */
  next: Ref<string | null>
  loading: Ref<boolean>
  failure: Ref<ApiProblem | null>
  /** From the beginning; an answer to an older question is dropped. */
  load: () => Promise<void>
  more: () => Promise<void>
  /** Puts a changed item in the place of the one that `same` finds; null takes it away. */
  replace: (same: (item: T) => boolean, changed: T | null) => void
}

/** A list of the API, page by page. */
export function usePaged<T>(ask: (after: string | undefined) => Promise<Page<T>>): Paged<T> {
  const items = shallowRef<T[]>([])
  const next = ref<string | null>(null)
  const loading = ref(true)
  const failure = ref<ApiProblem | null>(null)
  let turn = 0

  async function fetchPage(after: string | undefined): Promise<void> {
    const mine = ++turn
    loading.value = true
    try {
      const page = await ask(after)
      if (mine !== turn) return
      items.value = after ? [...items.value, ...page.items] : page.items
      next.value = page.next
      failure.value = null
    } catch (error) {
      if (mine === turn) failure.value = asProblem(error)
    } finally {
      if (mine === turn) loading.value = false
    }
  }

  return {
    items,
    next,
    loading,
    failure,
    load: () => fetchPage(undefined),
    more: () => fetchPage(next.value ?? undefined),
    replace: (same, changed) => (items.value = items.value.flatMap((item) => (same(item) ? (changed ? [changed] : []) : [item]))),
  }
}

/** Calls at the end of a pause in typing. */
export function afterTyping(call: () => void, pauseMs = 250): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  return () => {
    clearTimeout(timer)
    timer = setTimeout(call, pauseMs)
  }
}
