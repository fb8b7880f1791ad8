import { attempt } from '../attempt'
import type { LiveRoom } from '../live_room'
import type { OutlineView } from './state'

/** Where the class stands in its outline, from 0; -1: before it, or at a topic of its own. */
export const placeOf = (view: OutlineView): number => view.topics.indexOf(view.topic?.title ?? '')

/** The topic that comes next; undefined: there is none. */
export const nextTopic = (view: OutlineView): string | undefined => view.topics[placeOf(view) + 1]

/** Staff: the class is at this topic now. */
export const moveTo = (room: LiveRoom, title: string): void => attempt(room.send({ do: 'topic', title }).then(() => undefined))
