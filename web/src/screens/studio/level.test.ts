import { expect, test } from 'vitest'
import { levelFinding, type LevelHistory } from './level'

const seconds = (count: number, rms: number, peak = rms + 10): LevelHistory => Array.from({ length: count }, () => ({ rms, peak }))

test('speech of usual loudness needs no word', () => {
  expect(levelFinding(seconds(20, -24))).toBeNull()
})

test('a pause between two sentences is not a quiet microphone', () => {
  expect(levelFinding([...seconds(12, -55), ...seconds(8, -24)])).toBeNull()
  expect(levelFinding(seconds(20, -48))).toBe('quiet')
})

test('one loud laugh is no fault, sound that keeps hitting the top is', () => {
  expect(levelFinding([...seconds(18, -20), ...seconds(2, -6, 0)])).toBeNull()
  expect(levelFinding([...seconds(16, -20), ...seconds(4, -6, 0)])).toBe('clipped')
})

test('nothing is said before there are fifteen seconds to judge by', () => {
  expect(levelFinding([...Array.from({ length: 10 }, () => null), ...seconds(10, -60)])).toBeNull()
})
