import type { Span } from './timeline'

// What we must know of a recording's playlists besides what the engine reads: where the renditions are, and which moment
// of the class each position shows. RFC 8216bis §4.4; unknown tags are passed over.

export interface Renditions {
  picture: string | null
  sound: string | null
}

/** Addresses of a multivariant playlist, absolute. The server offers one variant, with the sound apart or inside it. */
export function renditionsOf(text: string, url: string): Renditions {
  const lines = text.split(/\r?\n/)
  const absolute = (uri: string | undefined): string | null => (uri ? new URL(uri, url).href : null)
  const media = lines.find((line) => line.startsWith('#EXT-X-MEDIA:') && /[:,]TYPE=AUDIO(,|$)/.test(line))
  const variant = lines.findIndex((line) => line.startsWith('#EXT-X-STREAM-INF:'))
  return {
    picture: absolute(variant < 0 ? undefined : lines.slice(variant + 1).find((line) => line && !line.startsWith('#'))),
    sound: absolute(/[:,]URI="([^"]+)"/.exec(media ?? '')?.[1]),
  }
}

/** How far a segment's date may stray from its predecessors' sum before it begins a new span; clocks are rounded. */
const strayMs = 250

/** The spans of a media playlist: neighbouring segments whose dates follow on from each other are one. */
export function spansOf(text: string): Span[] {
  const spans: Span[] = []
  let position = 0
  let length = 0
  let date: number | null = null
  for (const line of text.split(/\r?\n/)) {
    if (line.startsWith('#EXT-X-PROGRAM-DATE-TIME:')) date = Date.parse(line.slice(line.indexOf(':') + 1))
    else if (line.startsWith('#EXTINF:')) length = parseFloat(line.slice(8))
    else if (line && !line.startsWith('#')) {
      append(spans, { start: position, end: position + length, date: date ?? Number.NaN })
      position += length
      date = null
    }
  }
  return spans
}

function append(spans: Span[], segment: Span): void {
  const last = spans.at(-1)
  const expected = last ? last.date + (segment.start - last.start) * 1000 : Number.NaN
  // a segment without a date follows on
  if (last && !(Math.abs(segment.date - expected) > strayMs)) last.end = segment.end
  else if (!Number.isNaN(segment.date)) spans.push(segment)
}

/** The longest segment, in seconds: while it grows, a recording is this far behind. */
export const stepOf = (text: string): number => Number(/^#EXT-X-TARGETDURATION:(\d+)/m.exec(text)?.[1] ?? 0)
