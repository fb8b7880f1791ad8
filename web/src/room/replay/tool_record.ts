import type { Draw, Event, Reactions, State } from '@/generated/room'
import { applyToCheckin, isOfCheckin, type CheckinView } from '../checkin/state'
import { applyToDraw, isOfDraw, withoutWinner, type DrawView } from '../draw/state'
import { applyToOffer, isOfOffer, type OfferView } from '../offers/state'
import { applyToOutline, isOfOutline, type OutlineView } from '../outline/state'

/** What the tools of a class showed at a moment of it. Nothing in it can be acted on. */
export interface ToolsThen {
  checkin: NonNullable<State['checkin']> | null
  draw: Draw | null
  offer: OfferView['offer']
  topics: readonly string[]
  topic: OutlineView['topic']
  /** of the class; what the site had to say was for that day */
  announcement: string
  reactions: Reactions
}

type Fold = CheckinView & DrawView & OfferView & OutlineView & { announcement: string; reactions: Reactions; checkinClosed: number; drawDone: number }

/** How long one looks at what came of it. */
const checkinLingersMs = 10_000
const drawLingersMs = 60_000

const nothing = (): Fold => ({
  checkin: null, draw: null, offer: null, topics: [], topic: null, announcement: '', checkinClosed: 0, drawDone: 0,
  reactions: { thumb: 0, clap: 0, laugh: 0, wow: 0, party: 0 },
  you: { role: 'learner', may_speak: false, may_moderate: false, muted_until: 0 },
})

const isOfTools = (event: Event): boolean => isOfCheckin(event) || isOfDraw(event) || isOfOffer(event) || isOfOutline(event) || event.type === 'announced' || event.type === 'reactions'

/** Check-ins, draws, offers, topics and announcements of a class, as far as they are loaded, going forward and back. */
export class ToolRecord {
  private events: Event[] = []
  private readonly known = new Set<number>()
  private readonly erased = new Set<string>()
  private view = nothing()
  private applied = 0
  private shown: ToolsThen | null = null

  add(events: readonly Event[]): void {
    this.forget(events)
    const fresh = events.filter((event) => isOfTools(event) && !this.known.has(event.n) && this.known.add(event.n))
    if (!fresh.length) return
    this.events = [...this.events, ...fresh].sort((one, other) => one.n - other.n)
    this.restart()
  }

  /** Names of accounts that were deleted, whenever, are gone from all of it. */
  forget(events: readonly Event[]): void {
    for (const event of events) if (event.type === 'erased' && this.erased.add(event.account)) this.shown = null
  }

  /** The same object as long as nothing has changed. */
  at(moment: number): ToolsThen {
    if (this.applied && this.events[this.applied - 1]!.t > moment) this.restart()
    for (; this.applied < this.events.length && this.events[this.applied]!.t <= moment; this.applied++) {
      take(this.view, this.events[this.applied]!)
      this.shown = null
    }
    const { checkinClosed, drawDone } = this.view
    const checkin = checkinClosed && moment >= checkinClosed + checkinLingersMs ? null : this.view.checkin
    const draw = drawDone && moment >= drawDone + drawLingersMs ? null : this.view.draw
    if (this.shown && !!this.shown.checkin === !!checkin && !!this.shown.draw === !!draw) return this.shown
    return (this.shown = { ...this.told(), checkin, draw: draw && [...this.erased].reduce(withoutWinner, draw) })
  }

  private told(): Omit<ToolsThen, 'checkin' | 'draw'> {
    const { offer, topics, topic, announcement, reactions } = this.view
    return { offer, topics, topic, announcement, reactions }
  }

  private restart(): void {
    this.view = nothing()
    this.applied = 0
    this.shown = null
  }
}

function take(view: Fold, event: Event): void {
  if (isOfCheckin(event)) {
    applyToCheckin(view, event)
    view.checkinClosed = event.type === 'checkin_closed' ? event.t : 0
  } else if (isOfDraw(event)) {
    applyToDraw(view, event)
    view.drawDone = event.type === 'draw_done' ? event.t : 0
  } else if (isOfOffer(event)) applyToOffer(view, event)
  else if (isOfOutline(event)) applyToOutline(view, event)
  else if (event.type === 'reactions') view.reactions = event.totals
  else if (event.type === 'announced' && event.class) view.announcement = event.text
}
