import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

// WCAG 2.2 §1.4.3 (text 4.5) and §1.4.11 (what one must see to use a control: 3).

const css = readFileSync(new URL('./theme.css', import.meta.url), 'utf8')

function colours(selector: string): Record<string, string> {
  const block = css.slice(css.indexOf(selector)).match(/\{([^}]*)\}/)?.[1] ?? ''
  return Object.fromEntries([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name, value]) => [name, value]))
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

const grounds = ['page', 'surface', 'raised', 'sunken']
const texts: Array<[string, string]> = [
  ...['ink', 'ink-soft', 'ink-faint'].flatMap((text) => grounds.map((ground): [string, string] => [text, ground])),
  ...['accent', 'live', 'name-1', 'name-2', 'name-3', 'name-4', 'name-5', 'name-6', 'name-7', 'name-8'].map((text): [string, string] => [text, 'surface']),
  ...['gold', 'jade', 'plum', 'live'].map((text): [string, string] => [text, `${text}-soft`]),
  ...['gold', 'live', 'accent'].map((ground): [string, string] => ['ink', `${ground}-soft`]),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['on-live', 'live'],
  ['page', 'ink'],
]

for (const [theme, selector] of [['paper', ':root {'], ['ink', ":root[data-theme='dark']"]] as const) {
  const all = colours(selector)
  test.each(texts)(`${theme}: %s can be read on %s`, (text, ground) => {
    expect(contrast(all[text]!, all[ground]!)).toBeGreaterThanOrEqual(4.5)
  })
  test.each(['page', 'surface'])(`${theme}: borders of fields and the focus ring are seen on %s`, (ground) => {
    expect(contrast(all['line-strong']!, all[ground]!)).toBeGreaterThanOrEqual(3)
    expect(contrast(all.focus!, all[ground]!)).toBeGreaterThanOrEqual(3)
  })
}
