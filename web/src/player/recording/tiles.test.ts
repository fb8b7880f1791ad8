import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { watchEffect } from 'vue'
import { tileFor, Tiles, tilesOf } from './tiles'

const index = 'https://site.example/replay/token/41/index.m3u8'
const url = 'https://site.example/replay/token/41/tiles.json'
const said = { strips: [{ uri: '1-tiles.strip', tiles: [[2000, 16, 4], [12_000, 36, 5]] }, { uri: '2-tiles.strip', tiles: [[40_000, 16, 6]] }] }
const tick = (): Promise<void> => new Promise((done) => setTimeout(done))

let asked: Array<{ url: string; range: string | null }> = []
let file = new Uint8Array(1000)
const answers = (body: unknown, status = 200): void => {
  asked = []
  vi.stubGlobal('fetch', async (address: string, { headers }: RequestInit) => {
    const range = (headers as Record<string, string>).Range ?? null
    asked.push({ url: address, range })
    const [, from, to] = /bytes=(\d+)-(\d+)/.exec(range ?? '') ?? []
    return range ? new Response(file.slice(Number(from), Number(to) + 1), { status: 206 }) : new Response(JSON.stringify(body), { status })
  })
}

beforeEach(() => {
  file = new Uint8Array(1000)
  vi.stubGlobal('location', { href: 'https://site.example/lessons/41' })
  let made = 0
  vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: (blob: Blob) => `blob:${++made}:${blob.size}`, revokeObjectURL: vi.fn() }))
})
afterEach(() => vi.unstubAllGlobals())

test('the tiles of all strips stand in the order of the recording', () => {
  const tiles = tilesOf(said, url)
  expect(tiles.map(({ at }) => at)).toEqual([2, 12, 40])
  expect(tiles[2]).toEqual({ at: 40, strip: 'https://site.example/replay/token/41/2-tiles.strip', offset: 16, bytes: 6 })
})

test('what is no list of tiles is read as none', () => {
  for (const odd of [null, 7, {}, { strips: 1 }, { strips: [null, { uri: 1 }, { uri: 'x', tiles: 3 }, { uri: 'x', tiles: [[1, 2], [-1, 2, 3], ['1', 2, 3]] }] }])
    expect(tilesOf(odd, url)).toEqual([])
})

test('a tile stands for what follows it, but not for ever', () => {
  const tiles = tilesOf(said, url)
  expect([0, 2, 11.9, 12, 39, 40, 100].map((second) => tileFor(tiles, second))).toEqual([0, 0, 0, 1, 1, 2, 2])
  expect(tileFor(tiles, 101)).toBe(-1)
  expect(tileFor(tilesOf({ strips: [{ uri: 'x', tiles: [[60_000, 16, 4]] }] }, url), 10)).toBe(-1)
  expect(tileFor([], 3)).toBe(-1)
})

test('nothing is asked for before somebody looks; then the neighbours come, too', async () => {
  answers(said)
  const tiles = new Tiles(index, false)
  await tick()
  expect(asked).toEqual([])
  const seen: Array<string | null> = []
  const stop = watchEffect(() => seen.push(tiles.at(3)))
  await tick()
  await tick()
  await tick()
  stop()
  expect(asked).toEqual([{ url, range: null }, { url: 'https://site.example/replay/token/41/1-tiles.strip', range: 'bytes=16-40' }])
  expect(seen[0]).toBeNull()
  expect(seen.at(-1)).toMatch(/^blob:\d+:4$/)
  expect(tiles.at(13)).toMatch(/^blob:\d+:5$/)
  expect(asked).toHaveLength(2)
})

test('pictures that cannot be had are not asked for again and again', async () => {
  answers({}, 404)
  const tiles = new Tiles(index, false)
  for (let i = 0; i < 3; i++) {
    expect(tiles.at(3)).toBeNull()
    await tick()
  }
  expect(asked).toHaveLength(1)
})

test('while the class is live the list is read again when one looks beyond it', async () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  answers(said)
  const tiles = new Tiles(index, true)
  tiles.at(3)
  await tick()
  tiles.at(55)
  expect(asked.filter(({ range }) => !range)).toHaveLength(1)
  vi.advanceTimersByTime(11_000)
  tiles.at(45)
  expect(asked.filter(({ range }) => !range)).toHaveLength(1)
  tiles.at(55)
  expect(asked.filter(({ range }) => !range)).toHaveLength(2)
  vi.useRealTimers()
})

test('at the end the pictures are given back', async () => {
  answers(said)
  const tiles = new Tiles(index, false)
  tiles.at(41)
  await tick()
  tiles.at(41)
  await tick()
  await tick()
  expect(tiles.at(41)).not.toBeNull()
  tiles.destroy()
  expect(URL.revokeObjectURL).toHaveBeenCalledTimes(1)
})
