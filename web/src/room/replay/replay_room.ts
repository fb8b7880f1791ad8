import { onScopeDispose, shallowReactive } from 'vue'
import { call } from '@/api/client'
import type { Comment, CommentEvent, Event, Poll, Question } from '@/generated/room'
import type { LiveRoom } from '../live_room'
import { isOfQuestions } from '../questions/state'
import type { Turn } from '../slides/state'
import { TurnRecord } from '../slides/turns'
import { mostComments } from '../state'
import { PollRecord } from './poll_record'
import { QuestionRecord } from './question_record'
import { RecordReader } from './reader'
import { RoomRecord } from './record'
import { ToolRecord, type ToolsThen } from './tool_record'

export interface ReplayView {
  /** the latest of those written by the moment that plays; oldest first */
  comments: readonly Comment[]
  /** there are older ones than these */
  older: boolean
  pinned: Comment | null
  /** the one that was open then, or had just been closed */
  poll: Poll | null
  /** what the tools of the class showed */
  tools: ToolsThen
  /** all that are loaded */
  all: readonly Comment[]
  /** as they stood at this moment, and those that are loaded as they stand today */
  questions: readonly Question[]
  allQuestions: readonly Question[]
  /** the record of this moment is still on its way */
  loading: boolean
  /** of the slides, as far as the record is loaded */
  turns: readonly Turn[]
  moment: number
}

const pageLimit = 500
const aheadMs = 10 * 60_000
const firstShown = 100
/** Moments further apart than this are a jump, not playing; a step at triple speed is about a second. */
const mostStepMs = 5000

/** The talk of a class that has ended, in step with what plays of it. Moments are UTC milliseconds. */
export class ReplayRoom {
  private readonly tools = new ToolRecord()
  readonly view = shallowReactive<ReplayView>({ tools: this.tools.at(0), comments: [], older: false, pinned: null, poll: null, all: [], questions: [], allQuestions: [], loading: true, turns: [], moment: 0 })
  private readonly record = new RoomRecord()
  private readonly polls = new PollRecord()
  private readonly questions = new QuestionRecord()
  private readonly turns = new TurnRecord()
  private readonly watchers = new Set<(event: Event) => void>()
  private moment = 0
  private first = 0
  private count = 0

  constructor(private readonly reader: RecordReader) {}

  /** What the reader has loaded of the class. */
  take(events: Event[]): void {
    this.record.add(events)
    this.polls.add(events)
    this.tools.add(events)
    this.questions.add(events)
    this.turns.add(events)
    this.view.turns = this.turns.turns
    this.show(false)
  }

  /** What came after the class. */
  takeLater(events: Event[]): void {
    this.record.add(events)
    this.tools.forget(events)
    this.questions.addLater(events)
    this.show(false)
  }

  /** The moment that is shown now; `playing`: one got there by watching, so that what was written meanwhile may fly. */
  at(moment: number, playing: boolean): void {
    const step = moment - this.moment
    this.moment = this.view.moment = moment
    void this.reader.until(moment + aheadMs)
    this.show(playing && step >= 0 && step < mostStepMs)
  }

  /** Something happens in the room as it is now. */
  happened(event: Event): void {
    if (event.type === 'comment' || isOfQuestions(event)) return this.takeLater([event])
    this.questions.addLater([event])
    this.tools.forget([event])
    if (this.record.change(event)) this.show(false)
  }

  /** Loads what is left of the record. */
  all(): void {
    void this.reader.until(Infinity)
  }

  older(): Promise<void> {
    this.first = Math.max(0, this.first - firstShown)
    this.publish()
    return Promise.resolve()
  }

  /** Calls back for every comment that is passed while playing. Returns how to stop. */
  onEvent(call: (event: Event) => void): () => void {
    this.watchers.add(call)
    return () => this.watchers.delete(call)
  }

  private show(flowing: boolean): void {
    this.view.all = this.record.comments
    this.view.allQuestions = this.questions.today()
    this.view.loading = !this.reader.has(this.moment)
    if (this.view.loading) return
    const before = this.count
    this.count = this.record.countAt(this.moment)
    this.first = Math.min(this.first, this.count)
    if (!flowing && this.count !== before) this.first = Math.max(0, this.count - firstShown)
    this.first = Math.max(this.first, this.count - mostComments)
    this.publish()
    if (flowing) for (const comment of this.record.comments.slice(before, this.count)) this.fly({ ...comment, type: 'comment' })
  }

  private publish(): void {
    const { view, record, first, count } = this
    const last = view.comments.at(-1)
    const same = view.comments.length === count - first && view.comments[0] === record.comments[first] && last === record.comments[count - 1]
    if (!same) view.comments = record.comments.slice(first, count)
    view.older = first > 0
    view.pinned = record.pinnedAt(this.moment)
    view.poll = this.polls.at(this.moment)
    view.tools = this.tools.at(this.moment)
    view.questions = this.questions.at(this.moment)
  }

  private fly(event: CommentEvent): void {
    for (const watcher of this.watchers) watcher(event)
  }
}

/**
 * The replay's room for as long as the component lives. What people write about the class afterwards is in it from the
 * start; what is written or deleted in the room today comes and goes at once.
 */
export function useReplayRoom(lesson: string, room: LiveRoom): ReplayRoom {
  const pages = (since?: 'end') => async (after: string | undefined): Promise<{ items: Event[]; next: string | null }> => {
    const query = { limit: pageLimit, after, since: after ? undefined : since }
    const { items, next } = await call('GET /api/v1/lessons/{id}/record', { path: { id: lesson }, query })
    return { items: items as unknown as Event[], next }
  }
  const reader = new RecordReader(pages(), (events) => replay.take(events))
  const discussion = new RecordReader(pages('end'), (events) => replay.takeLater(events))
  const replay = new ReplayRoom(reader)
  void discussion.until(Infinity)
  const stop = room.onEvent((event) => replay.happened(event))
  onScopeDispose(() => {
    stop()
    reader.stop()
    discussion.stop()
  })
  return replay
}
