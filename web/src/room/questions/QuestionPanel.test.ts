// @vitest-environment happy-dom
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { beforeEach, expect, test, vi } from 'vitest'
import { nextTick, reactive, ref } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { Question } from '@/generated/room'
import { i18n, setLanguage } from '@/locale'
import type { LiveRoom } from '../live_room'
import { emptyView } from '../state'
import QuestionPanel from './QuestionPanel.vue'

const anna = { id: '9', name: 'Anna', role: 'learner' } as const
const ming = { id: '7', name: '小明', role: 'learner' } as const
const question = (n: number, more: Partial<Question> = {}): Question => ({ n, t: n * 1000, from: ming, text: `question ${n}`, state: 'open', votes: n, replies: [], ...more })

function fakeRoom(questions: Question[], staff = false) {
  const view = reactive(emptyView())
  view.lesson = 'live'
  view.questions = questions
  view.you = { account: anna, role: staff ? 'lecturer' : 'learner', may_speak: true, may_moderate: staff, muted_until: 0, asked: [4], voted: [2] }
  const done = () => vi.fn(() => Promise.resolve())
  return { view, greeted: ref(true), ask: done(), vote: done(), moveQuestion: done(), mergeQuestion: done(), answer: done() }
}

async function panel(room: ReturnType<typeof fakeRoom>): Promise<VueWrapper> {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:all(.*)*', component: { template: '<i />' } }] })
  await router.push('/lessons/1')
  return mount(QuestionPanel, { props: { room: room as unknown as LiveRoom }, global: { plugins: [i18n, router] }, attachTo: document.body })
}

const texts = (wrapper: VueWrapper): string[] => wrapper.findAll('.question .body > .text').map((text) => text.text())
async function menu(wrapper: VueWrapper, at = 0): Promise<string[]> {
  await wrapper.findAll('.question-menu > button')[at]!.trigger('click')
  return wrapper.findAll('[role=menuitem]').map((item) => item.text())
}

beforeEach(async () => {
  localStorage.clear()
  document.body.innerHTML = ''
  await setLanguage('en')
})

test('a vote can be given and taken back, not to oneself and not when it is answered', async () => {
  const room = fakeRoom([question(2), question(3), question(4, { from: undefined }), question(5, { state: 'answered' })])
  const wrapper = await panel(room)
  expect(texts(wrapper)).toEqual(['question 4', 'question 3', 'question 2', 'question 5'])
  const votes = wrapper.findAll('button.votes')
  expect(votes.map((button) => [button.attributes('aria-label'), button.attributes('aria-pressed')])).toEqual([
    ['I want to know this, too (wanted by 3)', 'false'],
    ['I want to know this, too (wanted by 2)', 'true'],
  ])
  for (const button of votes) await button.trigger('click')
  expect(room.vote.mock.calls).toEqual([[3, true], [2, false]])
})

test('a learner sees the own nameless question as theirs and can take it back; others have no menu', async () => {
  const room = fakeRoom([question(3), question(4, { from: undefined })])
  const wrapper = await panel(room)
  expect(wrapper.findAll('.name').map((name) => name.text())).toEqual(['Anonymous (you)', '小明'])
  expect(wrapper.findAll('.question-menu')).toHaveLength(1)
  expect(await menu(wrapper)).toEqual(['Take it back'])
  await wrapper.find('[role=menuitem]').trigger('click')
  expect(room.moveQuestion).toHaveBeenCalledWith(4, 'hidden')
})

test('when the class is over learners read, and no more', async () => {
  const room = fakeRoom([question(3), question(4, { from: undefined })])
  room.view.lesson = 'ended'
  const wrapper = await panel(room)
  expect(wrapper.findAll('button.votes, .question-menu, textarea')).toHaveLength(0)
  expect(wrapper.text()).toContain('The class is over; questions are closed.')
})

test('staff take one up, and what is put away offers the way back only', async () => {
  const room = fakeRoom([question(3), question(5, { state: 'hidden' })], true)
  const wrapper = await panel(room)
  expect(await menu(wrapper, 1)).toEqual(['Back to the waiting ones', 'Archive'])
  await wrapper.find('.next button').trigger('click')
  expect(room.moveQuestion).toHaveBeenCalledWith(3, 'answering')
})

test('the likeliest duplicate stands first, and nothing is merged before one is chosen', async () => {
  const room = fakeRoom([question(3, { text: 'When is the homework due?' }), question(9, { text: 'Is there a break?' }), question(5, { text: 'homework due when' })], true)
  const wrapper = await panel(room)
  await menu(wrapper, 2)
  await wrapper.findAll('[role=menuitem]').at(-1)!.trigger('click')
  await vi.dynamicImportSettled()
  await flushPromises()
  expect(wrapper.findAll('dialog label .other').map((other) => other.text())).toEqual(['homework due when', 'Is there a break?'])
  expect(wrapper.find('dialog [type=submit]').attributes('disabled')).toBeDefined()
  await wrapper.find('dialog input').setValue()
  await wrapper.find('dialog form').trigger('submit')
  expect(room.mergeQuestion).toHaveBeenCalledWith(3, 5)
})

test('a question goes out without a name where that is wanted and allowed', async () => {
  const room = fakeRoom([])
  const wrapper = await panel(room)
  await wrapper.find('input[type=checkbox]').setValue(true)
  await wrapper.find('textarea').setValue('why?')
  await wrapper.find('form').trigger('submit')
  await flushPromises()
  expect(room.ask).toHaveBeenCalledWith('why?', true)
  expect((wrapper.find('input').element as HTMLInputElement).checked).toBe(false)
  room.view.nameless = false
  await flushPromises()
  expect(wrapper.find('input').exists()).toBe(false)
})

test('the order that one chose is kept', async () => {
  const questions = [question(2), question(3, { state: 'answered' }), question(5, { votes: 1 })]
  const wrapper = await panel(fakeRoom(questions))
  await wrapper.find('input[value=new]').setValue()
  expect(texts(wrapper)).toEqual(['question 5', 'question 3', 'question 2'])
  expect(texts(await panel(fakeRoom(questions)))).toEqual(['question 5', 'question 3', 'question 2'])
})

test('nothing moves under the pointer, what is new comes last, until the pointer rests or leaves', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const room = fakeRoom([question(2), question(3)])
  const wrapper = await panel(room)
  await wrapper.find('ul, transition-group-stub').trigger('pointermove', { pointerType: 'mouse' })
  room.view.questions = [question(2, { votes: 9 }), question(3), question(8)]
  await nextTick()
  expect(texts(wrapper)).toEqual(['question 3', 'question 2', 'question 8'])
  vi.advanceTimersByTime(8000)
  await nextTick()
  expect(texts(wrapper)).toEqual(['question 2', 'question 8', 'question 3'])
  await wrapper.find('ul, transition-group-stub').trigger('pointermove', { pointerType: 'mouse' })
  room.view.questions = [question(2), question(3), question(8)]
  await nextTick()
  expect(texts(wrapper)).toEqual(['question 2', 'question 8', 'question 3'])
  await wrapper.find('ul, transition-group-stub').trigger('focusout')
  expect(texts(wrapper)).toEqual(['question 2', 'question 8', 'question 3'])
  await wrapper.find('ul, transition-group-stub').trigger('pointerleave')
  expect(texts(wrapper)).toEqual(['question 8', 'question 3', 'question 2'])
  vi.useRealTimers()
})

test('whoever is not signed in sees what is wanted and has nothing to tap', async () => {
  const room = fakeRoom([question(3), question(5)])
  room.view.you = { role: 'learner', may_speak: false, may_moderate: false, muted_until: 0 }
  const wrapper = await panel(room)
  expect(wrapper.findAll('button.votes')).toHaveLength(0)
  expect(wrapper.find('a').text()).toBe('Sign in to ask')
})
