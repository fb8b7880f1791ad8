import type { Stream } from '@/generated/api'
import type { Measured } from './speed'

export interface Verdict {
  key: 'line' | 'encoder' | 'protocol' | 'disk' | 'clock'
  level: 'good' | 'warn' | 'bad' | 'wait'
  /** message key below studio.check */
  says: string
  values: Record<string, string | number>
}

const soundKbps = 128
const usualKbps = 2500
const leastKbps = 800
const mostKbps = 4000
/** A class needs this much more upload than its bitrate, or one bad second backs up. */
const reserve = 1.5
const watchedSeconds = 20
const clockMs = 5000
const littleHours = 3

/** Bitrate for the picture that an upload carries, in hundreds of kbps. */
export function bitrateFor(upKbps: number): number {
  return Math.min(mostKbps, Math.floor((upKbps / reserve - soundKbps) / 100) * 100)
}

function line(found: Measured, sent: number): Verdict {
  const fits = bitrateFor(found.up_kbps)
  const values = { up: (found.up_kbps / 1000).toFixed(1), down: (found.down_kbps / 1000).toFixed(1), rtt: Math.round(found.rtt_ms), fits, sent }
  if (fits < leastKbps) return { key: 'line', level: 'bad', says: 'lineBad', values }
  return fits < sent ? { key: 'line', level: 'warn', says: 'lineWarn', values } : { key: 'line', level: 'good', says: 'lineGood', values }
}

function disk({ server }: Measured, sent: number): Verdict {
  if (!server.recorded) return { key: 'disk', level: 'warn', says: 'diskOff', values: {} }
  if (server.free_mb === null) return { key: 'disk', level: 'warn', says: 'diskUnknown', values: {} }
  const hours = (server.free_mb * 8000) / ((sent + soundKbps) * 3600)
  const values = { hours: hours < 10 ? hours.toFixed(1) : Math.min(999, Math.floor(hours)), free: (server.free_mb / 1000).toFixed(1) }
  if (hours < 0.5) return { key: 'disk', level: 'bad', says: 'diskFull', values }
  return { key: 'disk', level: hours < littleHours ? 'warn' : 'good', says: hours < littleHours ? 'diskLittle' : 'diskGood', values }
}

/** Safari asks for the low-latency stream over HTTP/2 or newer only (RFC 8216bis, appendix B.1), and else plays far behind. */
function protocol({ protocol }: Measured): Verdict {
  if (!protocol) return { key: 'protocol', level: 'warn', says: 'protocolUnknown', values: {} }
  const multiplexed = protocol === 'h2' || protocol === 'h3'
  return multiplexed ? { key: 'protocol', level: 'good', says: 'protocolGood', values: { n: protocol.slice(1) } } : { key: 'protocol', level: 'warn', says: 'protocolOld', values: {} }
}

function clock({ ahead_ms }: Measured): Verdict {
  const off = Math.abs(ahead_ms)
  if (off < clockMs) return { key: 'clock', level: 'good', says: 'clockGood', values: {} }
  return { key: 'clock', level: 'warn', says: ahead_ms > 0 ? 'clockBehind' : 'clockAhead', values: { n: Math.round(off / 1000) } }
}

/** The test stream: it has come this far, or this is the matter with it. */
export function encoderVerdict(stream: Stream | null): Verdict {
  const verdict = (level: Verdict['level'], says: string, values: Verdict['values'] = {}): Verdict => ({ key: 'encoder', level, says, values })
  if (!stream?.publishing) return verdict('wait', 'encoderNone')
  const faults = stream.problems.length + stream.findings.filter((finding) => finding.level !== 'hint').length
  if (faults) return verdict('bad', 'encoderBad', { n: faults })
  const left = watchedSeconds - Math.floor((Date.parse(stream.now) - Date.parse(stream.since ?? stream.now)) / 1000)
  if (left > 0) return verdict('wait', 'encoderWatched', { n: left })
  const hints = stream.findings.length
  return hints ? verdict('warn', 'encoderHints', { n: hints }) : verdict('good', 'encoderGood')
}

/** What a measurement says, against the bitrate that is sent, or else a usual one. */
export function verdicts(found: Measured, stream: Stream | null): Verdict[] {
  const sent = stream?.video?.bitrate_kbps || usualKbps
  return [line(found, sent), protocol(found), disk(found, sent), clock(found)]
}
