import type { State } from '@/generated/room'

/** What a newcomer to a live room is told, for tests. */
export function aState(more: Partial<State> = {}): State {
  return {
    lesson: 'live', stream: true, slow: 0, likes: 0, reactions: { thumb: 0, clap: 0, laugh: 0, wow: 0, party: 0 }, people: 1, pinned: null, comments: [], nameless: true, questions: [], poll: null,
    rules: { silent: false, review: false, links: false }, ...more,
  }
}
