import type { Person } from '../live_room'

/** Those whose name, in any letter form and case, holds the words. */
export function found(people: readonly Person[], search: string): Person[] {
  const plain = (text: string): string => text.normalize('NFKC').toLowerCase()
  const wanted = plain(search.trim())
  return people.filter(({ name }) => plain(name).includes(wanted))
}
