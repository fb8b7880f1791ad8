// The file of a draw and the receipt of somebody who took part, as docs/draw.md describes them. Read strictly: what is not
// understood is not verified.

export const conditions = ['checked_in', 'asked', 'answered', 'commented', 'not_won', 'watched'] as const
export type Condition = (typeof conditions)[number]

export interface DrawFile {
  lesson: string
  draw: number
  opened_at: number
  closed_at: number
  prize: string
  winners: number
  until?: number
  conditions: Condition[]
  phrase?: string
  minutes?: number
  beacon?: { chain: string; round: number }
  commitment: string
  seed: string
  start: string
  head: string
  list: string
  beacon_value?: string
  tickets: string[]
  /** absent while the beacon is waited for */
  won?: string[]
}

export interface DrawReceipt {
  lesson: string
  draw: number
  account: string
  nonce: string
  ticket: string
  place: number
  head: string
}

type Fields = Record<string, unknown>

const isDigest = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
const isWhole = (value: unknown): value is number => Number.isSafeInteger(value)
const isText = (value: unknown): value is string => typeof value === 'string'
const isDigests = (value: unknown): value is string[] => Array.isArray(value) && value.every(isDigest)
const orAbsent = (value: unknown, fits: (value: unknown) => boolean): boolean => value === undefined || fits(value)

function isBeacon(value: unknown): boolean {
  const beacon = value as Fields | null
  return typeof beacon === 'object' && beacon !== null && isText(beacon.chain) && isWhole(beacon.round)
}

function parse(text: string, format: string): Fields {
  const value = JSON.parse(text) as Fields | null
  if (typeof value !== 'object' || value === null || value.format !== format || value.version !== 1) throw new SyntaxError(format)
  return value
}

const known = (value: unknown): boolean => Array.isArray(value) && value.every((name) => conditions.includes(name as Condition))

/** Throws when it is none. */
export function readDrawFile(text: string): DrawFile {
  const file = parse(text, 'lyceum-draw')
  const whole =
    [file.draw, file.opened_at, file.closed_at, file.winners].every(isWhole) &&
    [file.commitment, file.seed, file.start, file.head, file.list].every(isDigest) &&
    isText(file.prize) && isDigests(file.tickets) && known(file.conditions) &&
    orAbsent(file.until, isWhole) && orAbsent(file.phrase, isText) && orAbsent(file.minutes, isWhole) && orAbsent(file.beacon, isBeacon) &&
    orAbsent(file.beacon_value, isDigest) && orAbsent(file.won, isDigests)
  if (!whole) throw new SyntaxError('lyceum-draw')
  return file as unknown as DrawFile
}

/** Throws when it is none. */
export function readDrawReceipt(text: string): DrawReceipt {
  const receipt = parse(text, 'lyceum-draw-receipt')
  const whole =
    isWhole(receipt.draw) && isWhole(receipt.place) && isText(receipt.nonce) && isDigest(receipt.ticket) &&
    isDigest(receipt.head) && isText(receipt.account) && /^[1-9]\d{0,15}$/.test(receipt.account)
  if (!whole) throw new SyntaxError('lyceum-draw-receipt')
  return receipt as unknown as DrawReceipt
}
