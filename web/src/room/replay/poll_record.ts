import type { Event, Poll } from '@/generated/room'
import { applyToPolls, isOfPolls, type PollsView } from '../polls/state'

type OfPolls = Parameters<typeof applyToPolls>[1]

/** How long one looks at what came of a poll after it was closed. */
const lingersMs = 60_000

/** The polls of a class as they stood at a moment (UTC ms): open, counted so far, and for a minute what came of them. */
export class PollRecord {
  private events: OfPolls[] = []
  private shown: { by: OfPolls; poll: Poll } | null = null

  add(events: readonly Event[]): void {
    const fresh = events.filter(isOfPolls)
    if (!fresh.length) return
    this.events = [...this.events, ...fresh].sort((one, other) => one.n - other.n)
    this.shown = null
  }

  at(date: number): Poll | null {
    const before = this.events.filter(({ t }) => t <= date)
    const by = before.at(-1)
    if (!by) return null
    if (this.shown?.by !== by) {
      const poll = fold(before)
      this.shown = poll && { by, poll }
    }
    const { poll } = this.shown ?? { poll: null }
    return poll && (!poll.closed || date < poll.closed + lingersMs) ? poll : null
  }

}

function fold(events: readonly OfPolls[]): Poll | null {
  const view: PollsView = { poll: null, key: null, you: { role: 'learner', may_speak: false, may_moderate: false, muted_until: 0 } }
  const last = events.map(({ type }) => type).lastIndexOf('poll_opened')
  for (const event of events.slice(Math.max(0, last))) applyToPolls(view, event)
  return view.poll
}
