// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import TalkTabs from './TalkTabs.vue'

const tabs = [{ key: 'comments', text: 'Comments', icon: 'question' as const }, { key: 'questions', text: 'Questions', icon: 'question' as const, count: 3, countText: '3 waiting' }]

test('arrows move between the tabs, around the ends, and the focus goes along', async () => {
  const row = mount(TalkTabs, { props: { tabs, label: 'Talk', modelValue: 'comments', 'onUpdate:modelValue': (at: string) => row.setProps({ modelValue: at }) }, attachTo: document.body })
  const marks = (): Array<string | undefined> => row.findAll('[role=tab]').map((tab) => `${tab.attributes('aria-selected')} ${tab.attributes('tabindex')}`)
  expect(marks()).toEqual(['true 0', 'false -1'])
  await row.trigger('keydown', { key: 'ArrowLeft' })
  expect(marks()).toEqual(['false -1', 'true 0'])
  expect(document.activeElement?.id).toBe('tab-questions')
  await row.trigger('keydown', { key: 'ArrowRight' })
  expect(marks()).toEqual(['true 0', 'false -1'])
})
