// @vitest-environment happy-dom
import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { nextTick, reactive, ref } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { i18n, setLanguage } from '@/locale'
import { Refusal } from '../client'
import type { LiveRoom } from '../live_room'
import { emptyView } from '../state'
import CommentBox from './CommentBox.vue'

const account = { id: '7', name: '小明', role: 'learner' as const }

function fakeRoom(comment: (text: string, reply?: number) => Promise<void>) {
  const view = reactive(emptyView())
  view.lesson = 'live'
  view.you = { account, role: 'learner', may_speak: true, may_moderate: false, muted_until: 0 }
  return { view, greeted: ref(true), comment: vi.fn(comment), ask: vi.fn(() => Promise.resolve()) }
}

async function box(room: ReturnType<typeof fakeRoom>): Promise<VueWrapper> {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:all(.*)*', component: { template: '<i />' } }] })
  await router.push('/lessons/1')
  return mount(CommentBox, { props: { room: room as unknown as LiveRoom, reply: null }, global: { plugins: [i18n, router] } })
}

async function write(wrapper: VueWrapper, text: string): Promise<void> {
  await wrapper.find('textarea').setValue(text)
  await wrapper.find('form').trigger('submit')
  await nextTick()
  await nextTick()
}

beforeEach(async () => {
  vi.useFakeTimers()
  await setLanguage('en')
})
afterEach(() => vi.useRealTimers())

test('what was sent leaves the box', async () => {
  const room = fakeRoom(() => Promise.resolve())
  const wrapper = await box(room)
  await write(wrapper, '  你好  ')
  expect(room.comment).toHaveBeenCalledWith('你好', undefined, undefined)
  expect(wrapper.find('textarea').element.value).toBe('')
})

test('what came too soon stays and is sent by itself when the wait is over', async () => {
  let free = false
  const room = fakeRoom(() => (free ? Promise.resolve() : Promise.reject(new Refusal('too_fast', 'Too fast.', 3000))))
  const wrapper = await box(room)
  await write(wrapper, 'again')
  expect(wrapper.find('textarea').element.value).toBe('again')
  expect(wrapper.find('button.send').text()).toBe('3 s')
  expect(wrapper.text()).toContain('Is sent by itself in 3 s')
  free = true
  await vi.advanceTimersByTimeAsync(3250)
  expect(room.comment).toHaveBeenCalledTimes(2)
  expect(wrapper.find('textarea').element.value).toBe('')
})

test('a new account is told of its limits, and counts down after each comment', async () => {
  const room = fakeRoom(() => Promise.resolve())
  room.view.you = { ...room.view.you, newcomer: { until: Date.now() + 60_000, pause: 10, review: true } }
  const wrapper = await box(room)
  expect(wrapper.text()).toContain('New account: one every 10 s, no links · Comments appear after staff has looked')
  await write(wrapper, 'hello')
  expect(wrapper.find('button.send').text()).toBe('10 s')
})

test('what was refused for good stays, with the reason', async () => {
  const wrapper = await box(fakeRoom(() => Promise.reject(new Refusal('words_blocked', 'Not accepted.'))))
  await write(wrapper, 'again')
  expect(wrapper.find('textarea').element.value).toBe('again')
  expect(wrapper.text()).toContain('Not accepted.')
})

test('whoever is asked to be silent keeps what is half written', async () => {
  const room = fakeRoom(() => Promise.resolve())
  const wrapper = await box(room)
  await wrapper.find('textarea').setValue('half')
  room.view.rules = { silent: true, review: false, links: false }
  await nextTick()
  expect(wrapper.find('textarea').exists()).toBe(false)
  expect(wrapper.text()).toContain('Everybody is asked to be silent')
  room.view.rules = { silent: false, review: true, links: false }
  await nextTick()
  expect(wrapper.find('textarea').element.value).toBe('half')
  expect(wrapper.text()).toContain('after staff has looked')
})

test('a broken line is said in our own words', async () => {
  const wrapper = await box(fakeRoom(() => Promise.reject(new Refusal('disconnected', ''))))
  await write(wrapper, 'hello')
  expect(wrapper.text()).toContain('Not sent. Please try again.')
})

test('slow mode counts down after sending while one can go on typing', async () => {
  const room = fakeRoom(() => Promise.resolve())
  room.view.slow = 10
  const wrapper = await box(room)
  await write(wrapper, 'one')
  expect(wrapper.find('button.send').text()).toBe('10 s')
  expect(wrapper.find('textarea').attributes('disabled')).toBeUndefined()
  await write(wrapper, 'two')
  expect(room.comment).toHaveBeenCalledTimes(1)
  await wrapper.find('textarea').setValue('two and more')
  await vi.advanceTimersByTimeAsync(10_250)
  expect(room.comment, 'whoever goes on writing sends it themselves').toHaveBeenCalledTimes(1)
  await write(wrapper, 'three')
  await write(wrapper, 'four')
  await vi.advanceTimersByTimeAsync(10_250)
  expect(room.comment).toHaveBeenLastCalledWith('four', undefined, undefined)
})

test('whoever is muted is told until when', async () => {
  const room = fakeRoom(() => Promise.resolve())
  const wrapper = await box(room)
  room.view.you = { ...room.view.you, muted_until: Date.now() + 60_000 }
  await nextTick()
  expect(wrapper.text()).toContain('You are muted and may speak again in 01:00.')
  await write(wrapper, 'may I?')
  expect(room.comment).not.toHaveBeenCalled()
})

test('more than 500 characters are not sent', async () => {
  const room = fakeRoom(() => Promise.resolve())
  const wrapper = await box(room)
  await write(wrapper, '讲'.repeat(501))
  expect(room.comment).not.toHaveBeenCalled()
  expect(wrapper.text()).toContain('501/500')
})

test('signed out, the box is a way to sign in', async () => {
  const room = fakeRoom(() => Promise.resolve())
  room.view.you = { role: 'learner', may_speak: false, may_moderate: false, muted_until: 0 }
  const wrapper = await box(room)
  expect(wrapper.find('textarea').exists()).toBe(false)
  expect(wrapper.find('a').attributes('href')).toBe('/sign-in?next=/lessons/1')
})

test('as a question it goes to the questions, and the next text is a comment again', async () => {
  const room = fakeRoom(() => Promise.resolve())
  room.view.slow = 10
  const wrapper = await box(room)
  await wrapper.find('.ask').trigger('click')
  expect(wrapper.find('.ask').attributes('aria-pressed')).toBe('true')
  await write(wrapper, 'why?')
  expect(room.ask).toHaveBeenCalledWith('why?', false)
  expect(room.comment).not.toHaveBeenCalled()
  await write(wrapper, 'thanks')
  expect(room.comment).toHaveBeenCalledWith('thanks', undefined, undefined)
})

test('an answer to a comment is no question, and after the class there are none', async () => {
  const room = fakeRoom(() => Promise.resolve())
  const wrapper = await box(room)
  await wrapper.find('.ask').trigger('click')
  await wrapper.setProps({ reply: { n: 1, t: 1, from: account, text: 'hm' } })
  expect(wrapper.find('.ask').exists()).toBe(false)
  await wrapper.setProps({ reply: null })
  expect(wrapper.find('.ask').attributes('aria-pressed')).toBe('false')
  room.view.lesson = 'ended'
  await nextTick()
  expect(wrapper.find('.ask').exists()).toBe(false)
})
