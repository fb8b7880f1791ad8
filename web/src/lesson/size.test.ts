import { describe, expect, it } from 'vitest'
import { byteSize } from './size'

describe('sizes as people read them', () => {
  it('choose the unit and keep one digit where it says something', () => {
    expect(byteSize(0, 'en')).toBe('0 byte')
    expect(byteSize(812_000, 'en')).toBe('812 kB')
    expect(byteSize(3_440_000_000, 'en')).toBe('3.4 GB')
    expect(byteSize(344_000_000, 'en')).toBe('344 MB')
    expect(byteSize(1_500_000, 'zh-CN')).toBe('1.5 MB')
  })
})
