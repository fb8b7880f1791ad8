import type { Comment, Event } from '@/generated/room'
import { nameless } from '../state'

type Pin = { t: number; comment: Comment | null }

/**
 * What happened in a room, as far as it is loaded, and what of it stood there at a moment (UTC ms). Deleted comments and
 * the names of deleted accounts are gone from the whole of it, also from before they were deleted.
 */
export class RoomRecord {
  /** in order, each once */
  comments: readonly Comment[] = []
  private times: number[] = []
  private pins: Pin[] = []
  private last = 0

  add(events: readonly Event[]): void {
    const comments: Comment[] = []
    for (const event of events) {
      if (event.n <= this.last) continue
      this.last = event.n
      if (event.type === 'comment') comments.push({ n: event.n, t: event.t, from: event.from, text: event.text, reply: event.reply })
      else if (event.type === 'pinned') this.pins.push({ t: event.t, comment: event.comment })
    }
    this.comments = [...this.comments, ...comments]
    for (const event of events) this.change(event)
    this.times = ordered(this.comments)
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

  private remove(n: number): void {
    this.comments = this.comments.filter((comment) => comment.n !== n)
    this.pins = this.pins.map((pin) => (pin.comment?.n === n ? { ...pin, comment: null } : pin))
    this.times = ordered(this.comments)
  }

  private erase(account: string): void {
    const change = nameless(account)
    this.comments = this.comments.map(change)
    this.pins = this.pins.map((pin) => ({ ...pin, comment: pin.comment && change(pin.comment) }))
  }
}

/** The times of the comments, never falling, so that they can be searched even if the server's clock was set back. */
function ordered(comments: readonly Comment[]): number[] {
  let latest = 0
  return comments.map(({ t }) => (latest = Math.max(latest, t)))
}
