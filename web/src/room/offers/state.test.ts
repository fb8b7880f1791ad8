import { expect, test } from 'vitest'
import { apply, emptyView, enter } from '../state'
import { aState } from '../state.fixture'

const content = { title: 'The book', link: 'https://shop.example/book' }

test('one offer stands there, until it is taken away or another one comes', () => {
  const view = emptyView()
  enter(view, aState({ offer: { offer: 3, t: 3, content } }))
  apply(view, { type: 'offer_shown', n: 5, t: 5, offer: 4, content: { ...content, title: 'A pen' } })
  apply(view, { type: 'offer_hidden', n: 6, t: 6, offer: 3 })
  expect(view.offer?.content.title).toBe('A pen')
  apply(view, { type: 'offer_hidden', n: 7, t: 7, offer: 4 })
  expect(view.offer).toBeNull()
})

test('what the site says and what the class says stand beside each other', () => {
  const view = emptyView()
  enter(view, aState({ announcement: 'restart at noon' }))
  apply(view, { type: 'announced', n: 5, t: 5, text: 'break', class: true })
  expect([view.announcement, view.class_announcement]).toEqual(['restart at noon', 'break'])
  apply(view, { type: 'announced', n: 6, t: 6, text: '' })
  apply(view, { type: 'announced', n: 7, t: 7, text: '', class: true })
  expect([view.announcement, view.class_announcement]).toEqual(['', ''])
})
