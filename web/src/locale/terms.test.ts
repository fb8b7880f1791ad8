import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { terms as english } from './en/people'
import { terms as chinese } from './zh-CN/people'

test('a new text of the terms is a new version of them: kTermsVersion in src/app/stores/people_side.hpp', () => {
  const text = JSON.stringify([chinese, english])
  expect(createHash('sha256').update(text).digest('hex').slice(0, 16), 'of version 2026-11-27').toBe('b0702502c6753dd9')
})
