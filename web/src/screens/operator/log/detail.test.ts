import { expect, test } from 'vitest'
import { detailOf } from './detail'

const t = (key: string, values: Record<string, unknown> = {}): string => [key, ...Object.values(values)].join(' ')
const of = (action: string, detail: string): string => detailOf({ action: action.replace('_', '.'), detail }, t, 'en')

test('settings are called what the settings page calls them; a name that is not known stands as it is', () => {
  expect(of('site_settings', 'who_teaches later')).toBe('operator.mayTeach · later')
})

test('roles are told that somebody has from now on', () => {
  expect(of('account_flags', 'operator=1 lecturer=1')).toBe('operator.lecturer · operator.operator')
  expect(of('account_flags', 'operator=0 lecturer=0')).toBe('role.learner')
})

test('a rule of keeping replays is told in words', () => {
  expect(of('site_retention', '[30,200,false]')).toBe('storage.days 30 · 200 GB · storage.atOnce')
  expect(of('site_retention', '[90,0,true]')).toBe('storage.days 90 · storage.noLimit · storage.needed')
  expect(of('site_retention', '[0,0,false]')).toBe('storage.forEver · storage.noLimit')
})

test('what people wrote stays what they wrote', () => {
  expect(of('lesson_cut', '[30,200,false]')).toBe('[30,200,false]')
  expect(of('site_retention', 'else')).toBe('else')
})
