// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { beforeEach, expect, test } from 'vitest'
import type { Question } from '@/generated/room'
import { i18n, setLanguage } from '@/locale'
import AnsweringNote from './AnsweringNote.vue'

const question = (n: number): Question => ({ n, t: n, text: `question ${n}`, state: 'answering', votes: 1, replies: [] })

beforeEach(() => setLanguage('en'))

test('who folds a question away sees the next one again', async () => {
  const note = mount(AnsweringNote, { props: { question: question(3), staff: false }, global: { plugins: [i18n] } })
  expect(note.text()).toContain('question 3')
  await note.find('[aria-expanded=true]').trigger('click')
  expect(note.text()).toBe('Being answered')
  await note.setProps({ question: { ...question(3), votes: 2 } })
  expect(note.text()).toBe('Being answered')
  await note.setProps({ question: question(8) })
  expect(note.text()).toContain('question 8')
})

test('only staff say that it is answered', async () => {
  const note = mount(AnsweringNote, { props: { question: question(3), staff: false }, global: { plugins: [i18n] } })
  expect(note.find('.done').exists()).toBe(false)
  await note.setProps({ staff: true })
  await note.find('.done').trigger('click')
  expect(note.emitted('done')).toHaveLength(1)
})
