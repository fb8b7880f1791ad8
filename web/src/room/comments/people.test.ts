import { expect, test } from 'vitest'
import type { PeoplePage, PeopleQuestion, Person } from '../live_room'
import { usePeople } from './people'

const person = (id: number): Person => ({ id: String(id), name: `P${id}`, role: 'learner', muted_until: 0 })
const range = (from: number, to: number): Person[] => Array.from({ length: to - from }, (_, at) => person(from + at))

function room(answer: (question: PeopleQuestion) => PeoplePage | Promise<PeoplePage>) {
  const asked: PeopleQuestion[] = []
  return { asked, people: async (question: PeopleQuestion) => (asked.push(question), answer(question)) }
}

test('pages follow each other, and nobody stands there twice', async () => {
  const here = room(({ after }) => (after ? { people: range(49, 60), total: 60 } : { people: range(0, 50), total: 60, next: 'b' }))
  const { people, total, first, more } = usePeople(here, () => ({ order: 'name' }))
  await first()
  expect([people.value?.length, total.value]).toEqual([50, 60])
  await Promise.all([more(), more()])
  await more()
  expect(people.value?.map(({ id }) => Number(id))).toEqual(range(0, 60).map(({ id }) => Number(id)))
  expect(here.asked).toEqual([{ order: 'name' }, { order: 'name', after: 'b' }])
})

test('only the answer to the latest question is shown', async () => {
  const answers: Array<(page: PeoplePage) => void> = []
  const here = room(() => new Promise<PeoplePage>((done) => answers.push(done)))
  const { people, first } = usePeople(here, () => ({}))
  const both = [first(), first()]
  answers[1]!({ people: [person(2)], total: 1 })
  answers[0]!({ people: [person(1)], total: 1 })
  await Promise.all(both)
  expect(people.value).toEqual([person(2)])
})

test('what is shown is asked for again, but not when it is long', async () => {
  const here = room(({ after }) => {
    const from = Number(after ?? 0)
    return { people: range(from, from + 50), total: 500, next: String(from + 50) }
  })
  const { people, first, more, again } = usePeople(here, () => ({}))
  await first()
  await more()
  here.asked.length = 0
  await again()
  expect([here.asked.length, people.value?.length]).toEqual([2, 100])
  await more()
  await more()
  here.asked.length = 0
  await again()
  expect([here.asked.length, people.value?.length]).toEqual([0, 200])
})
