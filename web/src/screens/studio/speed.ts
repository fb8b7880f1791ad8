import { address, call } from '@/api/client'
import type { Check } from '@/generated/api'

/** What the check found of the line between this browser and the server, and of the server itself. */
export interface Measured {
  up_kbps: number
  down_kbps: number
  rtt_ms: number
  /** by how many ms the server's clock is ahead of this computer's */
  ahead_ms: number
  /** how the browser was answered: "h2", "h3", "http/1.1"; behind a proxy this is the proxy's doing; empty: not known */
  protocol: string
  server: Check
}

export type Step = 'server' | 'down' | 'up'

const asks = 5
const lanes = 3
const forMs = 4000
const mostBytes = 24 << 20 // each way
const leastPiece = 64 << 10
const mostPiece = 1 << 20

/**
 * Moves bytes for four seconds, at most 24 MiB, on three connections; kbps. `piece` moves up to `size` bytes until the
 * signal ends it, and tells of each that arrived.
 */
export async function pace(piece: (size: number, arrived: (bytes: number) => void, signal: AbortSignal) => Promise<void>, now: () => number = () => performance.now()): Promise<number> {
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), 2 * forMs)
  const began = now()
  let promised = 0
  let bytes = 0
  let last = began
  const arrived = (count: number): void => {
    bytes += count
    last = now()
  }
  const lane = async (): Promise<void> => {
    for (let size = leastPiece; now() - began < forMs && promised + size <= mostBytes; ) {
      promised += size
      const from = now()
      await piece(size, arrived, stop.signal)
      if (now() - from < 500) size = Math.min(size * 2, mostPiece)
    }
  }
  try {
    const done = await Promise.allSettled(Array.from({ length: lanes }, lane))
    const failed = done.find((one) => one.status === 'rejected' && !stop.signal.aborted)
    if (failed) throw (failed as PromiseRejectedResult).reason
  } finally {
    clearTimeout(timer)
  }
  return bytes === 0 ? 0 : (bytes * 8) / Math.max(1, last - began)
}

/** Five questions; the quickest tells the way's length, and how far apart the clocks are. */
async function askServer(lesson: string): Promise<Pick<Measured, 'rtt_ms' | 'ahead_ms' | 'server'>> {
  let best: Pick<Measured, 'rtt_ms' | 'ahead_ms' | 'server'> | null = null
  for (let at = 0; at < asks; at++) {
    const from = Date.now()
    const began = performance.now()
    const server = await call('GET /api/v1/lessons/{id}/check', { path: { id: lesson } })
    const rtt_ms = performance.now() - began
    if (!best || rtt_ms < best.rtt_ms) best = { rtt_ms, ahead_ms: Date.parse(server.now) - (from + rtt_ms / 2), server }
  }
  return best!
}

/** Of the last answer from that address. Browsers keep it from pages of other sites only. */
function protocolOf(path: string): string {
  const answers = performance.getEntriesByType('resource').filter((entry) => new URL(entry.name).pathname === path)
  return (answers.at(-1) as PerformanceResourceTiming | undefined)?.nextHopProtocol ?? ''
}

/** Measures. Throws what a call throws. */
export async function measure(lesson: string, at: (step: Step) => void): Promise<Measured> {
  const url = address('/api/v1/lessons/{id}/check/speed', { id: lesson })
  at('server')
  const told = await askServer(lesson)
  const protocol = protocolOf(new URL(address('/api/v1/lessons/{id}/check', { id: lesson }), location.href).pathname)
  at('down')
  const down_kbps = await pace(async (size, arrived, signal) => {
    const answer = await fetch(url, { credentials: 'same-origin', cache: 'no-store', signal })
    if (!answer.ok || !answer.body) throw new Error(`the server answered ${answer.status}`)
    const reader = answer.body.getReader()
    for (let read = 0; read < size; ) {
      const { done, value } = await reader.read()
      if (done) return
      read += value.length
      arrived(value.length)
    }
    await reader.cancel()
  })
  at('up')
  const noise = new Uint8Array(mostPiece)
  for (let from = 0; from < mostPiece; from += 65_536) crypto.getRandomValues(noise.subarray(from, from + 65_536))
  const up_kbps = await pace(async (size, arrived, signal) => {
    const answer = await fetch(url, { method: 'POST', body: noise.subarray(0, size), headers: { 'Content-Type': 'application/octet-stream' }, credentials: 'same-origin', signal })
    if (!answer.ok) throw new Error(`the server answered ${answer.status}`)
    arrived(size)
  })
  return { ...told, protocol, up_kbps, down_kbps }
}
