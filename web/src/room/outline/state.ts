import type { Event, OutlineEvent, State, TopicEvent } from '@/generated/room'

/** Topics prepared for the class, and the one it is at. */
export interface OutlineView {
  topics: readonly string[]
  topic: NonNullable<State['topic']> | null
}

type OfOutline = OutlineEvent | TopicEvent

export const isOfOutline = (event: Event): event is OfOutline => event.type === 'outline' || event.type === 'topic'

export function applyToOutline(view: OutlineView, event: OfOutline): void {
  if (event.type === 'outline') view.topics = event.topics
  else view.topic = { title: event.title, t: event.t }
}
