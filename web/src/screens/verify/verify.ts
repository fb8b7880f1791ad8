// Whether a draw went as it was laid down, from its file alone: the same steps as `lyceum verify-draw`, in the browser.
import { conditions, type DrawFile, type DrawReceipt } from './file'

export const steps = [
  'commitment', 'start', 'chain', 'once', 'list', 'beacon_time', 'beacon_value', 'winners',
  'receipt_draw', 'receipt_ticket', 'receipt_place', 'receipt_head',
] as const
export type Step = (typeof steps)[number]
export interface Finding {
  step: Step
  holds: boolean
}

// Chains of drand whose rounds have known times: genesis and period in seconds.
const chains: Record<string, [genesis: number, period: number]> = {
  '52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971': [1_692_803_367, 3],
  '8990e7a9aaed2ffed73dbd7092123d6f289930540d7651336225dc172e51b2ce': [1_595_431_050, 30],
}

const bytesOf = (hex: string): Uint8Array => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16))
const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

async function sha256(bytes: Uint8Array): Promise<string> {
  return hexOf(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
}
const hashOfText = (text: string): Promise<string> => sha256(new TextEncoder().encode(text))
const hashOf = (...parts: string[]): Promise<string> => sha256(bytesOf(parts.join('')))

function openingText(file: DrawFile): string {
  const laidDown = conditions.filter((name) => file.conditions.includes(name)).map((name) => (name === 'watched' ? `watched:${file.minutes ?? 0}` : name))
  return [
    'lyceum draw 1', `draw ${file.draw}`, `opened ${file.opened_at}`, `until ${file.until ?? 0}`, `prize ${file.prize}`,
    `winners ${file.winners}`, `conditions ${laidDown.join(' ') || '-'}`, `phrase ${file.phrase || '-'}`,
    `beacon ${file.beacon ? `${file.beacon.chain} ${file.beacon.round}` : '-'}`, `commitment ${file.commitment}`, '',
  ].join('\n')
}

async function headAfter(file: DrawFile, count: number): Promise<string> {
  let head = file.start
  for (const ticket of file.tickets.slice(0, count)) head = await hashOf(head, ticket)
  return head
}

async function winnersOf(file: DrawFile, list: string): Promise<string[]> {
  const scored = await Promise.all(
    file.tickets.map(async (ticket, place) => ({ ticket, place, score: await hashOf(file.seed, list, file.beacon_value ?? '', ticket) })),
  )
  scored.sort((a, b) => (a.score < b.score ? -1 : a.score > b.score ? 1 : a.place - b.place))
  return scored.slice(0, file.winners).map(({ ticket }) => ticket)
}

function beaconTime(file: DrawFile): number | null {
  const chain = chains[file.beacon!.chain]
  return chain && file.beacon!.round >= 1 ? (chain[0] + (file.beacon!.round - 1) * chain[1]) * 1000 : null
}

const same = (a: string[], b: string[] | undefined): boolean => b !== undefined && a.length === b.length && a.every((each, i) => each === b[i])

/** Those that apply, in the order of `steps`. */
export async function verify(file: DrawFile, receipt: DrawReceipt | null): Promise<Finding[]> {
  const findings: Finding[] = []
  const add = (step: Step, holds: boolean): number => findings.push({ step, holds })
  const list = await hashOf(...[...file.tickets].sort())
  add('commitment', (await hashOf(file.seed)) === file.commitment)
  add('start', (await hashOfText(openingText(file))) === file.start)
  add('chain', (await headAfter(file, file.tickets.length)) === file.head)
  add('once', new Set(file.tickets).size === file.tickets.length)
  add('list', list === file.list)
  if (file.beacon) {
    const known = beaconTime(file)
    add('beacon_time', known !== null && known >= file.closed_at)
    add('beacon_value', file.beacon_value !== undefined)
  }
  const settled = Boolean(file.beacon) === (file.beacon_value !== undefined) && file.winners >= 1
  add('winners', settled && same(await winnersOf(file, list), file.won))
  if (!receipt) return findings
  const there = receipt.place >= 1 && receipt.place <= file.tickets.length
  const ticket = await hashOfText(`lyceum ticket 1 ${file.draw} ${receipt.account} ${file.seed} ${receipt.nonce}`)
  add('receipt_draw', receipt.draw === file.draw)
  add('receipt_ticket', ticket === receipt.ticket)
  add('receipt_place', there && file.tickets[receipt.place - 1] === receipt.ticket)
  add('receipt_head', there && (await headAfter(file, receipt.place)) === receipt.head)
  return findings
}
