// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { i18n, translate } from '.'

test('values take the place of their names, and everything else is text', () => {
  i18n.global.setLocaleMessage(i18n.global.locale.value, { greeting: '{who} wrote {count} · a@b | {who}', plain: 'As it is' })
  expect(translate('greeting', { who: 'Wei', count: 3 })).toBe('Wei wrote 3 · a@b | Wei')
  expect(translate('greeting', { who: 'Wei' })).toBe('Wei wrote  · a@b | Wei')
  expect(translate('plain')).toBe('As it is')
})
