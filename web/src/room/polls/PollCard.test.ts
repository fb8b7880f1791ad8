// @vitest-environment happy-dom
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { beforeEach, expect, test, vi } from 'vitest'
import { reactive, ref } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { Poll, PollContent } from '@/generated/room'
import { i18n, needMessages, setLanguage } from '@/locale'
import { Refusal } from '../client'
import type { LiveRoom } from '../live_room'
import { emptyView } from '../state'
import PollCard from './PollCard.vue'

const anna = { id: '9', name: 'Anna', role: 'learner' } as const
const content: PollContent = { kind: 'single', title: 'Is it?', options: ['yes', 'no'], results: 'live' }
const poll = (more: Partial<Poll> = {}): Poll => ({ n: 5, t: 5000, content, people: 4, counts: [3, 1], ...more })

function fakeRoom(shown: Poll, staff = false) {
  const view = reactive(emptyView())
  view.lesson = 'live'
  view.poll = shown
  view.you = { account: anna, role: staff ? 'lecturer' : 'learner', may_speak: true, may_moderate: staff, muted_until: 0 }
  return { view, greeted: ref(true), now: () => 6000, send: vi.fn((_: object): Promise<object> => Promise.resolve({})) }
}

async function card(room: ReturnType<typeof fakeRoom>): Promise<VueWrapper> {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:all(.*)*', component: { template: '<i />' } }] })
  await router.push('/lessons/1')
  return mount(PollCard, { props: { room: room as unknown as LiveRoom, poll: room.view.poll! }, global: { plugins: [i18n, router] } })
}
const choices = (wrapper: VueWrapper) => wrapper.findAll('button.option')

beforeEach(async () => {
  await setLanguage('en')
  await needMessages('polls')
})

test('one tap answers, once', async () => {
  const room = fakeRoom(poll())
  const wrapper = await card(room)
  await choices(wrapper)[1]!.trigger('click')
  await flushPromises()
  expect(room.send.mock.calls).toEqual([[{ do: 'poll_answer', poll: 5, choices: [1] }]])
  expect(choices(wrapper)).toHaveLength(0)
  expect(wrapper.find('.option.mine').text()).toContain('no')
  expect(wrapper.text()).toContain('Your answer counts.')
})

test('what was refused can be chosen again', async () => {
  const room = fakeRoom(poll())
  room.send.mockRejectedValueOnce(new Refusal('too_fast', 'wait'))
  const wrapper = await card(room)
  await choices(wrapper)[0]!.trigger('click')
  await flushPromises()
  expect(choices(wrapper).map((choice) => choice.attributes('aria-pressed'))).toEqual(['false', 'false'])
})

test('several are chosen first and sent then', async () => {
  const room = fakeRoom(poll({ content: { ...content, kind: 'multiple' } }))
  const wrapper = await card(room)
  for (const choice of choices(wrapper)) await choice.trigger('click')
  expect(room.send).not.toHaveBeenCalled()
  await wrapper.find('.button.primary').trigger('click')
  expect(room.send.mock.calls).toEqual([[{ do: 'poll_answer', poll: 5, choices: [0, 1] }]])
})

test('staff looks on: counts, who has answered, and the end', async () => {
  const room = fakeRoom(poll(), true)
  const wrapper = await card(room)
  expect(choices(wrapper)).toHaveLength(0)
  expect(wrapper.text()).toContain('75%')
  await wrapper.find('header .button').trigger('click')
  expect(room.send.mock.calls).toEqual([[{ do: 'poll_close', poll: 5 }]])
})

test('a quiz that is closed says whether it was right, and what it gave', async () => {
  const room = fakeRoom(poll({ content: { ...content, points: 100, right: [0] }, closed: 9000 }))
  room.view.you.answer = { poll: 5, choices: [0], points: 90 }
  expect((await card(room)).find('.outcome').text()).toBe('Right! +90 points')
  room.view.you.answer = { poll: 5, choices: [1], points: 0 }
  expect((await card(room)).find('.outcome').text()).toBe('Not right this time.')
  room.view.you.answer = undefined
  expect((await card(room)).find('.outcome').text()).toBe('You did not answer this time.')
})
