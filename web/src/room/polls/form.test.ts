import { expect, test } from 'vitest'
import { contentOf, emptyForm, formOf, missingIn } from './form'

const typed = { ...emptyForm(), title: ' How clear? ', options: ['clear', '', ' not clear '] }

test('title and two lines are enough, and empty lines are no options', () => {
  expect(missingIn(emptyForm())).toBe('title')
  expect(missingIn({ ...emptyForm(), title: 'x' })).toBe('options')
  expect(missingIn({ ...typed, options: ['a', 'a '] })).toBe('same')
  expect(missingIn(typed)).toBe('')
  expect(contentOf(typed)).toEqual({ kind: 'single', title: 'How clear?', options: ['clear', 'not clear'], results: 'live', anonymous: false, changeable: false })
})

test('right answers move along when a line above is empty', () => {
  const quiz = { ...typed, quiz: true, right: [false, false, true] }
  expect(contentOf(quiz)).toMatchObject({ right: [1], points: 100, bonus: false })
  expect(missingIn({ ...typed, quiz: true })).toBe('right')
})

test('what a kind does not have is not sent', () => {
  expect(contentOf({ ...typed, kind: 'text', quiz: true, right: [true], anonymous: true })).toEqual({ kind: 'text', title: 'How clear?', results: 'live', anonymous: true, changeable: false })
  expect(contentOf({ ...typed, quiz: true, right: [true], anonymous: true, bonus: true })).toMatchObject({ anonymous: false, bonus: false })
})

test('a draft comes back as it was', () => {
  const content = contentOf({ ...typed, kind: 'multiple', quiz: true, right: [true], timer: 60, bonus: true, hidden: true })
  expect(contentOf(formOf(content))).toEqual(content)
})
