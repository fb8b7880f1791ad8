import type { Event, Poll, PollAnswer, PollClosedEvent, PollContent, PollCountsEvent, PollDraftEvent, PollDroppedEvent, PollKeyEvent, PollOpenedEvent, PollStaffCountsEvent, You } from '@/generated/room'

/** The poll of a room as this person knows it. */
export interface PollsView {
  /** the one that is open, or the last one */
  poll: Poll | null
  /** staff: right answers of the quiz that is opened next */
  key: { poll: number; right: number[] } | null
  you: You
}

type OfPolls = PollDraftEvent | PollDroppedEvent | PollKeyEvent | PollOpenedEvent | PollCountsEvent | PollStaffCountsEvent | PollClosedEvent

export const isOfPolls = (event: Event): event is OfPolls => event.type.startsWith('poll_')

export function applyToPolls(view: PollsView, event: OfPolls): void {
  switch (event.type) {
    case 'poll_key':
      view.key = { poll: event.poll, right: event.right }
      return
    case 'poll_opened':
      view.poll = opened(event, view.key?.poll === event.n ? view.key.right : undefined)
      return
    case 'poll_counts':
    case 'poll_staff_counts':
      return change(view, event.poll, { people: event.people, ...(event.counts && { counts: event.counts }), ...(event.words && { words: event.words }) })
    case 'poll_closed':
      change(view, event.poll, { closed: event.t, people: event.people, ...(event.counts && { counts: event.counts }) })
      if (event.right && view.poll?.n === event.poll) view.poll.content = { ...view.poll.content, right: event.right }
      return
    case 'poll_draft':
    case 'poll_dropped':
  }
}

function opened(event: PollOpenedEvent, right: number[] | undefined): Poll {
  const { n, t, draft, content } = event
  return { n, t, people: 0, content: { ...content, ...(right && { right }) }, ...(draft && { draft }), ...(content.results !== 'hidden' && noTotals(content)) }
}

const noTotals = (content: PollContent): Partial<Poll> => (content.kind === 'text' ? { words: [] } : { counts: optionsOf(content).map(() => 0) })

function change(view: PollsView, n: number, by: Partial<Poll>): void {
  if (view.poll?.n === n) Object.assign(view.poll, by)
}

/** What there is to choose from: of a scale, its steps. */
export const optionsOf = (content: PollContent): string[] => (content.kind === 'scale' ? ['1', '2', '3', '4', '5'] : (content.options ?? []))

/** When its timer ends, in ms of the server's clock. */
export const endOf = (poll: Poll): number | null => (poll.content.timer ? poll.t + poll.content.timer * 1000 : null)

export const answerTo = (poll: Poll, you: You): PollAnswer | null => (you.answer?.poll === poll.n ? you.answer : null)

export const isQuiz = (content: PollContent): boolean => !!content.points

/** Of those who answered, in whole percent. */
export const shareOf = (count: number, people: number): number => (people ? Math.round((count / people) * 100) : 0)
