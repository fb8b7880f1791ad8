/** What a close code of the room's socket asks of the client. Everything not listed: come back and resume. */
export type Ending = 'sign_in' | 'not_allowed' | 'replaced' | 'over'

const finalCodes: Readonly<Record<number, Ending>> = {
  4001: 'sign_in',
  4003: 'not_allowed',
  4009: 'replaced',
  4010: 'over',
}

export function endingOf(code: number): Ending | null {
  return finalCodes[code] ?? null
}
