import type { Event, HeldEvent, ReportClosedEvent, ReportedEvent, RulesEvent, SettledEvent, StaffDidEvent, State, WordsEvent, You } from '@/generated/room'

export type Rules = State['rules']
export type Words = NonNullable<State['words']>
export type Held = NonNullable<State['held']>[number]
export type Report = NonNullable<State['reports']>[number]

/** How clean the room is to be kept. All but the rules is staff's alone. */
export interface ModerationView {
  rules: Rules
  words: Words
  /** written, and waiting for a look; the oldest first */
  held: Held[]
  reports: Report[]
  /** who on the staff did what since one came, the newest first */
  log: StaffDidEvent[]
  you: You
}

type OfModeration = RulesEvent | WordsEvent | HeldEvent | SettledEvent | ReportedEvent | ReportClosedEvent | StaffDidEvent

const types = new Set<Event['type']>(['rules', 'words', 'held', 'settled', 'reported', 'report_closed', 'staff_did'])
const mostLogged = 100

export const emptyModeration = (): Omit<ModerationView, 'you'> => ({
  rules: { silent: false, review: false, links: false },
  words: { mask: [], review: [], block: [] },
  held: [],
  reports: [],
  log: [],
})

export const isOfModeration = (event: Event): event is OfModeration => types.has(event.type)

/** Rules bind learners only. */
export const isBound = (you: You): boolean => !you.may_moderate && you.role === 'learner'

/** The limits of a new account, while there are any. */
export const newcomerOf = ({ newcomer }: You): You['newcomer'] => (newcomer && newcomer.until > Date.now() ? newcomer : undefined)

export function enterModeration(view: ModerationView, state: State): void {
  const { words, held, reports } = emptyModeration()
  Object.assign(view, { words: state.words ?? words, held: [...(state.held ?? held)], reports: [...(state.reports ?? reports)] })
}

export function applyToModeration(view: ModerationView, event: OfModeration): void {
  switch (event.type) {
    case 'rules':
      view.rules = { silent: event.silent, review: event.review, links: event.links }
      return
    case 'words':
      view.words = { mask: event.mask, review: event.review, block: event.block }
      return
    case 'held': {
      const { n, t, question, from, text, about, reply, why } = event
      view.held.push({ n, t, question, from, text, about, reply, why })
      return
    }
    case 'settled':
      view.held = view.held.filter(({ n }) => n !== event.held)
      return
    case 'reported':
      return report(view, event)
    case 'report_closed':
      return closeReport(view, event.comment)
    case 'staff_did':
      view.log = [event, ...view.log].slice(0, mostLogged)
  }
}

/** What was reported is gone or seen to. */
export function closeReport(view: ModerationView, comment: number): void {
  view.reports = view.reports.filter((one) => one.comment.n !== comment)
}

function report(view: ModerationView, { comment }: ReportedEvent): void {
  const at = view.reports.findIndex((one) => one.comment.n === comment.n)
  if (at < 0) view.reports.push({ comment, times: 1 })
  else view.reports[at] = { comment, times: view.reports[at]!.times + 1 }
}
