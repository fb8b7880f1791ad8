import type { Reactions } from '@/generated/room'

export type Reaction = keyof Reactions

export const reactions: ReadonlyArray<{ kind: Reaction; sign: string }> = [
  { kind: 'thumb', sign: '👍' },
  { kind: 'clap', sign: '👏' },
  { kind: 'laugh', sign: '😂' },
  { kind: 'wow', sign: '😮' },
  { kind: 'party', sign: '🎉' },
]
