// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import type { Question } from '@/generated/room'
import { i18n, setLanguage } from '@/locale'
import QuestionReplay from './QuestionReplay.vue'

const question = (n: number, more: Partial<Question>): Question => ({ n, t: n, text: `question ${n}`, state: 'answered', votes: 1, replies: [], ...more })
const you = { role: 'learner', may_speak: true, may_moderate: false, muted_until: 0 } as const

test('the time of an answered question leads to where it was taken up; nobody votes any more', async () => {
  await setLanguage('en')
  const questions = [question(1, { answering_at: 95_000 }), question(2, { answering_at: 900_000 }), question(3, { state: 'open' })]
  const positionAt = (date: number): number | null => (date < 600_000 ? date / 1000 : null)
  const panel = mount(QuestionReplay, { props: { questions, you, loading: false, positionAt }, global: { plugins: [i18n] } })
  expect(panel.findAll('button.place').map((place) => place.text())).toEqual(['01:35'])
  await panel.find('button.place').trigger('click')
  expect(panel.emitted('seek')).toEqual([[95_000]])
  expect(panel.findAll('button.votes')).toHaveLength(0)
})
