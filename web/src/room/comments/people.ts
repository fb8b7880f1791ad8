import { ref, type Ref } from 'vue'
import type { LiveRoom, PeoplePage, PeopleQuestion, Person } from '../live_room'

export interface People {
  /** null: not known yet */
  people: Ref<Person[] | null>
  /** found, on all pages */
  total: Ref<number>
  /** The first page, for a new question. */
  first(): Promise<void>
  /** The next page, when there is one. */
  more(): Promise<void>
  /** What is shown, anew; unless somebody has read so far that it would be many pages. */
  again(): Promise<void>
}

const pageSize = 50
const pagesAgain = 3

/** Who is here, page by page, as `question` asks at the moment. Only the answer to the latest question counts. */
export function usePeople(room: Pick<LiveRoom, 'people'>, question: () => PeopleQuestion): People {
  const people = ref<Person[] | null>(null)
  const total = ref(0)
  let next: string | undefined
  let asked = 0
  let loading = false

  /** Somebody may stand on two pages when others came or left between. */
  function take(page: PeoplePage, before: readonly Person[]): void {
    const known = new Set(before.map(({ id }) => id))
    people.value = [...before, ...page.people.filter(({ id }) => !known.has(id))]
    total.value = page.total
    next = page.next
  }

  async function pages(most: number): Promise<void> {
    const mine = ++asked
    let page = await room.people(question())
    let found = page.people
    while (page.next && --most > 0 && mine === asked) {
      page = await room.people({ ...question(), after: page.next })
      found = [...found, ...page.people]
    }
    if (mine === asked) take({ ...page, people: found }, [])
  }

  async function more(): Promise<void> {
    if (!next || loading) return
    const mine = asked
    loading = true
    try {
      const page = await room.people({ ...question(), after: next })
      if (mine === asked) take(page, people.value ?? [])
    } finally {
      loading = false
    }
  }

  const again = async (): Promise<void> => {
    const shown = Math.ceil((people.value?.length ?? 0) / pageSize)
    if (shown <= pagesAgain) await pages(Math.max(shown, 1))
  }
  return { people, total, first: () => pages(1), more, again }
}
