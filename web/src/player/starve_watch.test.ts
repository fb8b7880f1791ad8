import { expect, test } from 'vitest'
import { StarveWatch } from './starve_watch'

function standing(playlistsPerHalfSecond: number, forMs: number): boolean {
  const watch = new StarveWatch()
  for (let now = 0; now <= forMs; now += 500) {
    if (watch.starved(10, now)) return true
    for (let i = 0; i < playlistsPerHalfSecond; i++) watch.advanced()
  }
  return false
}

test('a picture that stands while playlists go on is starved after two seconds', () => {
  expect(standing(2, 1900)).toBe(false)
  expect(standing(2, 2000)).toBe(true)
})

test('when no playlist comes either, the stream itself is away', () => {
  expect(standing(0, 60_000)).toBe(false)
})

test('a picture that moves is never starved, and a pause does not count', () => {
  const watch = new StarveWatch()
  for (let now = 0; now < 10_000; now += 500) {
    watch.advanced()
    expect(watch.starved(now / 1000, now)).toBe(false)
  }
  watch.rest()
  for (let i = 0; i < 9; i++) watch.advanced()
  expect(watch.starved(9.5, 60_000)).toBe(false)
})
