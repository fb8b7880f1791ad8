import { existsSync, readFileSync } from 'node:fs'
import { webcrypto } from 'node:crypto'
import { describe, expect, it, vi } from 'vitest'
import { readDrawFile, readDrawReceipt } from './file'
import { verify } from './verify'

vi.stubGlobal('crypto', webcrypto)

// The very files that the server's own verifier is tested with (src/room/draw/fairness_test.cpp).
const golden = (name: string): string => `../src/room/draw/golden/${name}`
const text = (name: string): string => readFileSync(golden(name), 'utf8')

describe('a draw is verified in the browser as it is by the program', () => {
  for (const name of ['plain', 'beacon', 'empty', 'waiting', 'forged', 'dropped'])
    it(name, async () => {
      const receipt = existsSync(golden(`${name}.receipt.json`)) ? readDrawReceipt(text(`${name}.receipt.json`)) : null
      const findings = await verify(readDrawFile(text(`${name}.json`)), receipt)
      expect(findings.map(({ step, holds }) => `${step} ${holds ? 'yes' : 'no'}\n`).join('')).toBe(text(`${name}.findings`))
    })

  it('what is none is refused', () => {
    const good = text('plain.json')
    expect(() => readDrawFile(good.slice(0, 100))).toThrow()
    expect(() => readDrawFile(good.replace('"version":1', '"version":2'))).toThrow()
    expect(() => readDrawFile(good.replace('checked_in', 'is_a_friend'))).toThrow()
    expect(() => readDrawFile(good.replace('"tickets":["', '"tickets":[7,"'))).toThrow()
    expect(() => readDrawReceipt(good)).toThrow()
  })
})
