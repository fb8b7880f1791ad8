import type { Comment, Event } from '@/generated/room'
import { nameless } from '../state'

type Pin = { t: number; comment: Comment | null }

/**
 * What happened in a room, as far as it is loaded, and what of it stood there at a moment (UTC ms). Deleted comments and
 * the names of deleted accounts are gone from the whole of it, also from before they were deleted.
 */
export class RoomRecord {
  /** by the moment of the class at which they stand, each once */
  comments: readonly Comment[] = []
  private times: number[] = []
  private pins: Pin[] = []
  private readonly known = new Set<number>()

  /** In any order: what was written after the class may come before the class itself. */
  add(events: readonly Event[]): void {
    const fresh = events.filter(({ n }) => !this.known.has(n) && this.known.add(n))
    const comments: Comment[] = []
    for (const event of fresh) {
      if (event.type === 'comment') comments.push({ n: event.n, t: event.t, from: event.from, text: event.text, reply: event.reply, about: event.about })
      else if (event.type === 'pinned') this.pins.push({ t: event.t, comment: event.comment })
    }
    this.place([...this.comments, ...comments])
    for (const event of fresh) this.change(event)
  }

  /** What takes away, whenever it comes: from the record, or from the room as it is now. True if something changed. */
  change(event: Event): boolean {
    if (event.type === 'deleted') this.remove(event.comment)
    else if (event.type === 'erased') this.erase(event.account)
    else return false
    return true
  }

  /** How many of the comments were written by then. */
  countAt(date: number): number {
    let [from, to] = [0, this.times.length]
    while (from < to) {
      const middle = (from + to) >> 1
      if (this.times[middle]! <= date) from = middle + 1
      else to = middle
    }
    return from
  }

  pinnedAt(date: number): Comment | null {
    let pinned: Comment | null = null
    for (const pin of this.pins) if (pin.t <= date) pinned = pin.comment
    return pinned
  }

  private place(comments: readonly Comment[]): void {
    const placed = places(comments).sort((one, other) => one.at - other.at || one.comment.n - other.comment.n)
    this.comments = placed.map(({ comment }) => comment)
    this.times = placed.map(({ at }) => at)
  }

  private remove(n: number): void {
    this.place(this.comments.filter((comment) => comment.n !== n))
    this.pins = this.pins.map((pin) => (pin.comment?.n === n ? { ...pin, comment: null } : pin))
  }

  private erase(account: string): void {
    const change = nameless(account)
    this.comments = this.comments.map(change)
    this.pins = this.pins.map((pin) => ({ ...pin, comment: pin.comment && change(pin.comment) }))
  }
}

/** Where comments stand: those of the class at their times, never falling even if the server's clock was set back; later ones at what they are about. */
function places(comments: readonly Comment[]): Array<{ comment: Comment; at: number }> {
  let latest = 0
  return [...comments]
    .sort((one, other) => one.n - other.n)
    .map((comment) => ({ comment, at: comment.about ?? (latest = Math.max(latest, comment.t)) }))
}
