import type { Reactions } from '@/generated/room'
import type { LiveRoom } from '../live_room'
import { reactions, type Reaction } from './kinds'

const mostAtOnce = 6

/** What may float when the totals have grown: a few of each kind that came, never a flood, and nothing after a jump back. */
export function arrivals(before: Reactions, now: Reactions): Reaction[] {
  const grown = reactions.map(({ kind }) => ({ kind, by: Math.max(0, now[kind] - before[kind]) }))
  const all = grown.reduce((sum, { by }) => sum + by, 0)
  const share = Math.min(1, mostAtOnce / Math.max(1, all))
  return grown.flatMap(({ kind, by }) => Array.from({ length: Math.min(by, Math.max(1, Math.round(by * share))) }, () => kind)).slice(0, mostAtOnce)
}

/** The taps of this viewer: they float at once, and are sent at most once a second with at most 30 of them. */
export class ReactionFlow {
  private taps: Partial<Reactions> = {}
  private timer: ReturnType<typeof setTimeout> | null = null
  private readonly skies = new Set<(kind: Reaction) => void>()
  /** floated already: not once more when the total comes */
  private readonly floated: Partial<Reactions> = {}
  static readonly most = 30

  constructor(private readonly send: (counts: Partial<Reactions>) => Promise<unknown>) {}

  tap(kind: Reaction): void {
    const sum = Object.values(this.taps).reduce((all, count) => all + count, 0)
    for (const float of this.skies) float(kind)
    if (sum >= ReactionFlow.most) return
    this.taps[kind] = (this.taps[kind] ?? 0) + 1
    this.floated[kind] = (this.floated[kind] ?? 0) + 1
    this.timer ??= setTimeout(() => this.flush(), 1000)
  }

  /** Calls back for each own tap. Returns how to stop. */
  onTap(float: (kind: Reaction) => void): () => void {
    this.skies.add(float)
    return () => this.skies.delete(float)
  }

  /** The totals without what has floated here already. */
  others(before: Reactions, now: Reactions): Reaction[] {
    const rest = { ...now }
    for (const { kind } of reactions) {
      const own = Math.min(this.floated[kind] ?? 0, Math.max(0, now[kind] - before[kind]))
      this.floated[kind] = (this.floated[kind] ?? 0) - own
      rest[kind] -= own
    }
    return arrivals(before, rest)
  }

  private flush(): void {
    this.timer = null
    const counts = this.taps
    this.taps = {}
    void this.send(counts).catch(() => {
      for (const { kind } of reactions) this.floated[kind] = Math.max(0, (this.floated[kind] ?? 0) - (counts[kind] ?? 0))
    })
  }
}

const flows = new WeakMap<LiveRoom, ReactionFlow>()

/** The one of a room. */
export function flowOf(room: LiveRoom): ReactionFlow {
  const flow = flows.get(room) ?? new ReactionFlow((counts) => room.send({ do: 'react', counts }))
  flows.set(room, flow)
  return flow
}
