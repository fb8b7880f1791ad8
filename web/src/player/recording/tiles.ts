import { shallowReactive, shallowRef } from 'vue'

/** A small picture of a recording: the second that it shows, and where its JPEG stands in its strip. */
export interface Tile {
  at: number
  /** address of the strip */
  strip: string
  offset: number
  bytes: number
}

/** tiles that are fetched with one request */
const together = 40
/** A tile shows the class from its second on, until the next one; when none came for so long, it shows it no more. */
const stands = 60
/** the first picture comes a little after the beginning */
const beginning = 15
const refreshMs = 10_000

const isPlace = (one: unknown): one is [number, number, number] => Array.isArray(one) && one.length === 3 && one.every((n) => Number.isSafeInteger(n) && n >= 0)

/** What tiles.json at that address says, in the order of the recording. What cannot be read is left out. */
export function tilesOf(said: unknown, url: string): Tile[] {
  const strips = (said as { strips?: unknown })?.strips
  if (!Array.isArray(strips)) return []
  const tiles = strips.flatMap((one: { uri?: unknown; tiles?: unknown }) => {
    const { uri, tiles: places } = one ?? {}
    if (typeof uri !== 'string' || !Array.isArray(places)) return []
    const strip = new URL(uri, url).href
    return places.filter(isPlace).map(([ms, offset, bytes]) => ({ at: ms / 1000, strip, offset, bytes }))
  })
  return tiles.sort((a, b) => a.at - b.at)
}

/** The place in the list of the tile for a second; -1: none. */
export function tileFor(tiles: readonly Tile[], second: number): number {
  let [low, high] = [0, tiles.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (tiles[middle]!.at <= second) low = middle + 1
    else high = middle
  }
  if (low > 0) return second - tiles[low - 1]!.at <= stands ? low - 1 : -1
  return tiles.length && tiles[0]!.at - second <= beginning ? 0 : -1
}

const nameOf = ({ strip, offset }: Tile): string => `${strip} ${offset}`

/** The pictures of one recording for who looks for a place in it; fetched when somebody does. */
export class Tiles {
  private readonly url: string
  private readonly tiles = shallowRef<Tile[]>([])
  /** addresses of pictures that are here */
  private readonly here = shallowReactive(new Map<string, string>())
  private readonly asked = new Set<string>()
  private readAt = -Infinity
  private readonly leave = new AbortController()

  /** `index`: address of the recording's playlist. `growing`: more will come. */
  constructor(
    readonly index: string,
    private readonly growing: boolean,
  ) {
    this.url = new URL('tiles.json', new URL(index, location.href)).href
  }

  destroy(): void {
    this.leave.abort()
    for (const address of this.here.values()) URL.revokeObjectURL(address)
    this.here.clear()
  }

  /** The picture of a second of the recording. null: there is none, or it is on its way; whoever shows it is told. */
  at(second: number): string | null {
    const tiles = this.tiles.value
    const place = tileFor(tiles, second)
    if (this.isOld(second)) void this.read()
    const tile = tiles[place]
    if (!tile) return null
    const found = this.here.get(nameOf(tile))
    if (!found) void this.fetch(place)
    return found ?? null
  }

  private isOld(second: number): boolean {
    if (this.readAt === -Infinity) return true
    const last = this.tiles.value.at(-1)
    return this.growing && performance.now() - this.readAt > refreshMs && (!last || second - last.at > refreshMs / 1000)
  }

  private async read(): Promise<void> {
    this.readAt = performance.now()
    const answer = await this.ask(this.url)
    const said: unknown = await answer?.json().catch(() => null)
    if (said) this.tiles.value = tilesOf(said, this.url)
  }

  /** One that is missing, with its neighbours in the same strip. */
  private async fetch(place: number): Promise<void> {
    const from = place - (place % together)
    const { strip } = this.tiles.value[place]!
    const wanted = this.tiles.value.slice(from, from + together).filter((tile) => tile.strip === strip && !this.asked.has(nameOf(tile)))
    const [first, last] = [wanted[0], wanted.at(-1)]
    if (!first || !last) return
    for (const tile of wanted) this.asked.add(nameOf(tile))
    const answer = await this.ask(strip, `bytes=${first.offset}-${last.offset + last.bytes - 1}`)
    const bytes = answer?.status === 206 ? await answer.arrayBuffer().catch(() => null) : null
    if (!bytes || this.leave.signal.aborted) return
    for (const tile of wanted) {
      const jpeg = bytes.slice(tile.offset - first.offset, tile.offset - first.offset + tile.bytes)
      if (jpeg.byteLength === tile.bytes) this.here.set(nameOf(tile), URL.createObjectURL(new Blob([jpeg], { type: 'image/jpeg' })))
    }
  }

  /** null: it could not be had. Nobody misses a small picture so much that it is worth a word. */
  private ask(url: string, range?: string): Promise<Response | null> {
    const headers: Record<string, string> = range ? { Range: range } : {}
    return fetch(url, { headers, signal: this.leave.signal }).then((answer) => (answer.ok ? answer : null)).catch(() => null)
  }
}
