/** What a close code of the room's socket asks of the client. Everything not listed: come back and resume. */
export type Ending = 'sign_in' | 'not_allowed' | 'barred' | 'replaced' | 'over'

const finalCodes: Readonly<Record<number, Ending>> = {
  4001: 'sign_in',
  4003: 'not_allowed',
  4009: 'replaced',
  4010: 'over',
}

/** `barred`: the right to watch is there, but others have spoilt the room for this address. */
export function endingOf(code: number, reason = ''): Ending | null {
  if (code === 4003 && reason === 'address barred') return 'barred'
  return finalCodes[code] ?? null
}
