import type { Answer, Poll, PollContent } from '@/generated/room'
import type { LiveRoom } from '../live_room'

type Ok = NonNullable<Answer['ok']>
export type Draft = NonNullable<Ok['drafts']>[number]
export type PollPeople = NonNullable<Ok['poll_people']>
export type Leaderboard = NonNullable<Ok['leaderboard']>

/** What one can ask of the polls of a room. */
export const answerPoll = async (room: LiveRoom, poll: number, answer: { choices: number[] } | { word: string }): Promise<void> => void (await room.send({ do: 'poll_answer', poll, ...answer }))
export const openPoll = async (room: LiveRoom, what: { draft: number } | { content: PollContent }): Promise<void> => void (await room.send({ do: 'poll_open', ...what }))
export const closePoll = async (room: LiveRoom, poll: number): Promise<void> => void (await room.send({ do: 'poll_close', poll }))
export const takeOutWord = async (room: LiveRoom, poll: number, word: string): Promise<void> => void (await room.send({ do: 'poll_word_out', poll, word }))
export const keepDraft = async (room: LiveRoom, content: PollContent, draft?: number): Promise<void> => void (await room.send({ do: 'poll_draft', content, ...(draft && { draft }) }))
export const dropDraft = async (room: LiveRoom, draft: number): Promise<void> => void (await room.send({ do: 'poll_drop', draft }))
export const peopleOf = async (room: LiveRoom, poll: number): Promise<PollPeople> => (await room.send({ do: 'poll_people', poll })).poll_people!

/** The own points of the last quiz come along. */
export async function readLeaderboard(room: LiveRoom): Promise<Leaderboard> {
  const board = (await room.send({ do: 'leaderboard' })).leaderboard!
  if (board.answer) room.view.you.answer = board.answer
  return board
}

/** All there are, the newest first; the server gives them in pages. */
async function pages<T extends { n: number }>(page: (before: number) => Promise<T[]>): Promise<T[]> {
  const all: T[] = []
  for (;;) {
    const more = await page(all.at(-1)?.n ?? 0)
    if (!more.length) return all
    all.push(...more)
  }
}
export const listPolls = (room: LiveRoom): Promise<Poll[]> => pages(async (before) => (await room.send({ do: 'polls', before })).polls ?? [])
export const listDrafts = (room: LiveRoom): Promise<Draft[]> => pages(async (before) => (await room.send({ do: 'poll_drafts', before })).drafts ?? [])
