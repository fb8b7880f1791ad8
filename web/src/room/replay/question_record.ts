import type { Event, Question, QuestionState } from '@/generated/room'
import { applyToQuestions, isAway, isOfQuestions, withoutName, type OfQuestions, type QuestionsView } from '../questions/state'

type Placed = { at: number; event: OfQuestions }

/** Keeps what is put away, since it may come back later; has no votes of its own. */
const nothing = (): QuestionsView => ({ nameless: true, questions: [], you: { role: 'learner', may_speak: false, may_moderate: true, muted_until: 0 } })

/**
 * The questions of a class, as far as they are loaded, and how they stood at a moment of it (UTC ms). Of what happens to
 * them afterwards, answers in writing are there from the beginning, and what is put away is gone from the beginning.
 */
export class QuestionRecord {
  private readonly events: Placed[] = []
  private readonly known = new Set<number>()
  private readonly erased = new Set<string>()
  private readonly laterReplies = new Map<number, Question['replies']>()
  private readonly laterStates = new Map<number, QuestionState>()
  private view = nothing()
  private applied = 0
  private shown: readonly Question[] | null = null
  private all: readonly Question[] | null = null

  /** The class, in order. */
  add(events: readonly Event[]): void {
    for (const event of events) {
      if (!this.isNew(event)) continue
      // a server's clock that was set back hides nothing
      this.events.push({ at: Math.max(event.t, this.events.at(-1)?.at ?? 0), event })
      this.all = null
    }
  }

  /** What came after the class. */
  addLater(events: readonly Event[]): void {
    for (const event of events) {
      if (!this.isNew(event)) continue
      if (event.type === 'question') this.laterStates.set(event.question, event.state)
      if (event.type === 'question_reply') this.laterReplies.set(event.question, [...(this.laterReplies.get(event.question) ?? []), { t: event.t, from: event.from, text: event.text }])
      this.shown = this.all = null
    }
  }

  /** The same array as long as nothing has changed. */
  at(moment: number): readonly Question[] {
    if (this.applied && this.events[this.applied - 1]!.at > moment) {
      this.view = nothing()
      this.applied = 0
      this.shown = null
    }
    for (; this.applied < this.events.length && this.events[this.applied]!.at <= moment; this.applied++) {
      applyToQuestions(this.view, this.events[this.applied]!.event)
      this.shown = null
    }
    return (this.shown ??= this.finished(this.view))
  }

  /** Those that are loaded, as they stand today. */
  today(): readonly Question[] {
    if (this.all) return this.all
    const view = nothing()
    for (const { event } of this.events) applyToQuestions(view, event)
    return (this.all = this.finished(view).map((question) => ({ ...question, state: this.laterStates.get(question.n) ?? question.state })))
  }

  private finished({ questions }: QuestionsView): Question[] {
    const seen = questions.filter(({ n, state }) => !isAway(state) && !isAway(this.laterStates.get(n) ?? 'open'))
    return seen.map((question) => {
      const replies = [...question.replies, ...(this.laterReplies.get(question.n) ?? [])]
      return [...this.erased].reduce(withoutName, { ...question, replies })
    })
  }

  private isNew(event: Event): event is OfQuestions {
    if (event.type === 'erased') {
      this.erased.add(event.account)
      this.shown = this.all = null
    }
    return isOfQuestions(event) && !this.known.has(event.n) && !!this.known.add(event.n)
  }
}
