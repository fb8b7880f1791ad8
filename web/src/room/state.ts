import type { Comment, Event, Reactions, State } from '@/generated/room'
import { applyToCheckin, type CheckinView, isOfCheckin } from './checkin/state'
import { applyToDraw, type DrawView, isOfDraw, withoutWinner } from './draw/state'
import { applyToHands, isOfHands, type HandsView } from './hands/state'
import { applyToModeration, closeReport, emptyModeration, enterModeration, isOfModeration, type ModerationView } from './moderation/state'
import { applyToOffer, isOfOffer, type OfferView } from './offers/state'
import { applyToOutline, isOfOutline, type OutlineView } from './outline/state'
import { applyToPace, emptyPace, isOfPace, type PaceView } from './pace/state'
import { applyToPolls, isOfPolls, type PollsView } from './polls/state'
import { applyToQuestions, withoutName, type QuestionsView } from './questions/state'
import { applyToSlides, enterSlides, isOfSlides, type SlidesView } from './slides/state'
import { applyToStaff, emptyStaff, isOfStaff, type StaffView } from './staff/state'

/** What the page shows of a room. Built from the greeting and the events, in order. */
export interface RoomView extends QuestionsView, ModerationView, PaceView, HandsView, StaffView, PollsView, CheckinView, DrawView, OutlineView, OfferView, SlidesView {
  lesson: State['lesson']
  stream: boolean
  /** the encoder is away and expected back by then, in ms of the server's clock; 0: not said */
  back_by: number
  /** an operator ended the class: in their words; empty: not so */
  why: string
  /** what the operator of the site says; empty: nothing */
  announcement: string
  /** what the staff of the class says; empty: nothing */
  class_announcement: string
  slow: number
  likes: number
  reactions: Reactions
  people: number
  pinned: Comment | null
  /** oldest first, at most `mostComments` */
  comments: Comment[]
  /** there may be older comments on the server */
  older: boolean
}

export const mostComments = 1000
const joinedWith = 50

export function emptyView(): RoomView {
  return {
    lesson: 'scheduled',
    stream: false,
    back_by: 0,
    why: '',
    announcement: '',
    class_announcement: '',
    slow: 0,
    likes: 0,
    reactions: { thumb: 0, clap: 0, laugh: 0, wow: 0, party: 0 },
    people: 0,
    pinned: null,
    comments: [],
    older: false,
    nameless: true,
    questions: [],
    ...emptyModeration(),
    ...emptyPace(),
    hands: [],
    ...emptyStaff(),
    poll: null,
    key: null,
    checkin: null,
    draw: null,
    turns: [],
    topics: [],
    topic: null,
    offer: null,
    you: { role: 'learner', may_speak: false, may_moderate: false, muted_until: 0 },
  }
}

export function enter(view: RoomView, state: State): void {
  Object.assign(view, state, { back_by: state.back_by ?? 0, why: state.why ?? '', announcement: state.announcement ?? '', class_announcement: state.class_announcement ?? '', topics: state.topics ?? [], topic: state.topic ?? null, offer: state.offer ?? null, comments: [...state.comments], older: state.comments.length >= joinedWith, pace: state.pace ?? emptyPace().pace, paceAlert: null, hands: [...(state.hands ?? [])], staff_talk: [...(state.staff_talk ?? [])], ready_replies: [...(state.ready_replies ?? [])], checkin: state.checkin ?? null, draw: state.draw ?? null })
  view.turns = enterSlides(state.slides)
  enterModeration(view, state)
}

export function apply(view: RoomView, event: Event): void {
  if (isOfModeration(event)) return applyToModeration(view, event)
  if (isOfStaff(event)) return applyToStaff(view, event)
  if (isOfHands(event)) return applyToHands(view, event)
  if (isOfPace(event)) return applyToPace(view, event)
  if (isOfPolls(event)) return applyToPolls(view, event)
  if (isOfCheckin(event)) return applyToCheckin(view, event)
  if (isOfDraw(event)) return applyToDraw(view, event)
  if (isOfSlides(event)) return applyToSlides(view, event)
  if (isOfOutline(event)) return applyToOutline(view, event)
  if (isOfOffer(event)) return applyToOffer(view, event)
  switch (event.type) {
    case 'comment':
      view.comments.push({ n: event.n, t: event.t, from: event.from, text: event.text, reply: event.reply })
      if (view.comments.length > mostComments) {
        view.comments.splice(0, view.comments.length - mostComments)
        view.older = true
      }
      return
    case 'deleted':
      view.comments = view.comments.filter((comment) => comment.n !== event.comment)
      closeReport(view, event.comment)
      return
    case 'erased':
      erase(view, event.account)
      return
    case 'pinned':
      view.pinned = event.comment
      return
    case 'likes':
      view.likes = event.total
      return
    case 'reactions':
      view.reactions = event.totals
      return
    case 'presence':
      view.people = event.people
      return
    case 'slow':
      view.slow = event.seconds
      return
    case 'lesson':
      view.lesson = event.state
      if (event.state === 'live' && view.you.present) view.you.present.at = event.t
      if (event.state === 'ended') view.hands = view.turns = []
      view.why = event.why ?? ''
      return
    case 'announced':
      view[event.class ? 'class_announcement' : 'announcement'] = event.text
      return
    case 'stream':
      view.stream = event.on
      view.back_by = event.back_by ?? 0
      return
    case 'asked':
    case 'votes':
    case 'question':
    case 'question_reply':
    case 'nameless':
      return applyToQuestions(view, event)
    case 'muted':
    case 'offer_kept':
    case 'offer_dropped':
    case 'offer_count':
      return
  }
}

function erase(view: RoomView, account: string): void {
  const change = nameless(account)
  view.comments = view.comments.map(change)
  if (view.pinned) view.pinned = change(view.pinned)
  view.questions = view.questions.map((question) => withoutName(question, account))
  if (view.draw) view.draw = withoutWinner(view.draw, account)
}

/** The account is gone: what it said stays, without its name. For comments in order, so that replies to it are known. */
export function nameless(account: string): (comment: Comment) => Comment {
  const theirs = new Set<number>()
  return (comment) => {
    if (comment.from.id === account) theirs.add(comment.n)
    const from = comment.from.id === account ? { ...comment.from, name: '' } : comment.from
    const reply = comment.reply && theirs.has(comment.reply.n) ? { ...comment.reply, name: '' } : comment.reply
    return { ...comment, from, ...(reply && { reply }) }
  }
}

/** What a comment answers, in short, as the server would write it; nothing when it is not at hand. */
export function replyTo(comments: Comment[], n?: number): Pick<Comment, 'reply'> {
  const answered = comments.find((comment) => comment.n === n)
  return answered ? { reply: { n: answered.n, name: answered.from.name, text: answered.text.slice(0, 80) } } : {}
}

/** Puts a page of history (newest first) above what is there. */
export function prepend(view: RoomView, newestFirst: Comment[]): void {
  const first = view.comments[0]?.n ?? Infinity
  const page = newestFirst.filter((comment) => comment.n < first).reverse()
  view.older = page.length > 0
  view.comments = [...page, ...view.comments]
}
