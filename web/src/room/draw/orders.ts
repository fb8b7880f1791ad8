import type { DrawAddressCommand, DrawEntry, DrawOpenCommand } from '@/generated/room'
import { recall, remember } from '@/ui/memory'
import { saveFile } from '@/ui/save_file'
import type { LiveRoom } from '../live_room'

/** What one can ask of the draws of a room. */
export const openDraw = async (room: LiveRoom, draw: Omit<DrawOpenCommand, 'id' | 'do'>): Promise<void> => void (await room.send({ do: 'draw_open', ...draw }))
export const closeDraw = async (room: LiveRoom, n: number): Promise<void> => void (await room.send({ do: 'draw_close', n }))
export const giveBeacon = async (room: LiveRoom, n: number, value: string): Promise<void> => void (await room.send({ do: 'draw_beacon', n, value }))
export const leaveAddress = async (room: LiveRoom, n: number, to: Pick<DrawAddressCommand, 'name' | 'phone' | 'address'>): Promise<void> => void (await room.send({ do: 'draw_address', n, ...to }))

/** 128 random bits of this browser: they make the ticket one that nobody else can tell, nor foretell. */
function freshNonce(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Takes part, and keeps the receipt in this browser. */
export async function enterDraw(room: LiveRoom, n: number): Promise<void> {
  const { entry } = await room.send({ do: 'draw_enter', n, nonce: freshNonce() })
  if (!entry) return
  room.view.you = { ...room.view.you, draw: { n, entry } }
  remember(`draw.${room.lesson}.${n}`, receiptText(room, n, entry))
}

/** docs/draw.md */
function receiptText(room: LiveRoom, draw: number, { nonce, ticket, place, head }: DrawEntry): string {
  const account = room.view.you.account?.id ?? ''
  return JSON.stringify({ format: 'lyceum-draw-receipt', version: 1, lesson: room.lesson, draw, account, nonce, ticket, place, head })
}

/** The one of the moment of entering, if it was in this browser; a server that would tell another one later is found out by it. */
export function saveReceipt(room: LiveRoom, n: number, entry: DrawEntry): void {
  saveFile(`receipt-${room.lesson}-${n}.json`, 'application/json', recall(`draw.${room.lesson}.${n}`) ?? receiptText(room, n, entry))
}

export const fileOf = (room: LiveRoom, n: number): string => `/api/v1/lessons/${room.lesson}/draws/${n}.json`
