import type { AskedEvent, Event, NamelessEvent, Question, QuestionEvent, QuestionReplyEvent, QuestionState, VotesEvent, You } from '@/generated/room'

/** The questions of a room as this person knows them. */
export interface QuestionsView {
  /** may questions be asked without a name? */
  nameless: boolean
  /** in no order; what was put away is among them for staff only */
  questions: Question[]
  you: You
}

export type OfQuestions = AskedEvent | VotesEvent | QuestionEvent | QuestionReplyEvent | NamelessEvent

/** Not to be seen by learners. */
export const isAway = (state: QuestionState): boolean => state === 'archived' || state === 'hidden' || state === 'merged'

export const isOwn = (you: You, question: Question): boolean =>
  question.from ? question.from.id === you.account?.id : !!you.asked?.includes(question.n)

export const hasVote = (you: You, n: number): boolean => !!you.voted?.includes(n)

export const openCount = (questions: readonly Question[]): number => questions.filter(({ state }) => state === 'open').length

export const isOfQuestions = (event: Event): event is OfQuestions =>
  event.type === 'asked' || event.type === 'votes' || event.type === 'question' || event.type === 'question_reply' || event.type === 'nameless'

export function applyToQuestions(view: QuestionsView, event: OfQuestions): void {
  switch (event.type) {
    case 'asked':
      view.questions.push({ n: event.n, t: event.t, from: event.from, text: event.text, state: 'open', votes: 1, replies: [] })
      return
    case 'votes':
      for (const [n, votes] of event.totals) change(view, n!, (question) => ({ ...question, votes: votes! }))
      return
    case 'question':
      return move(view, event)
    case 'question_reply':
      return change(view, event.question, (question) => ({ ...question, replies: [...question.replies, { t: event.t, from: event.from, text: event.text }] }))
    case 'nameless':
      view.nameless = event.allowed
  }
}

/** The own vote shows at once; the next total is what counts. */
export function setVote(view: QuestionsView, n: number, up: boolean): void {
  if (hasVote(view.you, n) === up) return
  noteVote(view.you, n, up)
  change(view, n, (question) => ({ ...question, votes: question.votes + (up ? 1 : -1) }))
}

/** The account is gone: what it asked and answered stays, without its name. */
export function withoutName(question: Question, account: string): Question {
  const nameless = <T extends { from?: Question['from'] }>(said: T): T => (said.from?.id === account ? { ...said, from: { ...said.from, name: '' } } : said)
  return { ...nameless(question), replies: question.replies.map(nameless) }
}

function move(view: QuestionsView, event: QuestionEvent): void {
  const { question: n, state, into, back, t } = event
  if (back) view.questions = [...view.questions.filter((question) => question.n !== n), back]
  if (into) inherit(view, n, into)
  if (state === 'merged' || (isAway(state) && !view.you.may_moderate)) view.questions = view.questions.filter((question) => question.n !== n)
  else change(view, n, (question) => moved(question, state, t))
}

/** Where a replay jumps to: when it was last taken up, or answered without that. */
function moved(question: Question, state: QuestionState, t: number): Question {
  const taken = state === 'answering' || (state === 'answered' && !question.answering_at)
  return { ...question, state, ...(taken && { answering_at: t }) }
}

/** Whoever wanted the one wants the other. */
function inherit(view: QuestionsView, n: number, into: number): void {
  const [one, other] = [n, into].map((wanted) => view.questions.find((question) => question.n === wanted))
  const wanted = hasVote(view.you, n) || (one && isOwn(view.you, one))
  if (wanted && other && !isOwn(view.you, other)) noteVote(view.you, into, true)
}

function noteVote(you: You, n: number, up: boolean): void {
  const others = (you.voted ?? []).filter((one) => one !== n)
  you.voted = up ? [...others, n] : others
}

function change(view: QuestionsView, n: number, by: (question: Question) => Question): void {
  const at = view.questions.findIndex((question) => question.n === n)
  if (at >= 0) view.questions[at] = by(view.questions[at]!)
}
