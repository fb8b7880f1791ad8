import { computed, onScopeDispose, reactive, ref, shallowReactive, watch } from 'vue'
import { call } from '@/api/client'
import { asProblem } from '@/api/problem'
import type { Ban } from '@/generated/api'
import type { Comment, Event, MuteCommand, PaceVote, QuestionCommand, SlowCommand } from '@/generated/room'
import { language } from '@/locale'
import { useSession } from '@/people/session'
import { RoomClient, type Link } from './client'
import type { Ending } from './close'
import { LikeBatch } from './likes'
import type { Rules, Words } from './moderation/state'
import { setVote } from './questions/state'
import { apply, emptyView, enter, prepend, replyTo } from './state'

export type MuteSeconds = MuteCommand['seconds']
export type SlowSeconds = SlowCommand['seconds']
export type PeopleQuestion = { search?: string; role?: Person['role']; muted?: boolean; order?: 'name' | 'minutes'; after?: string }
export type PeoplePage = { people: Person[]; total: number; next?: string }
export type Person = { id: string; name: string; role: Comment['from']['role']; muted_until: number; present_s?: number }

/** The room of one lesson as components use it: what to show, and what one can do. */
export class LiveRoom {
  readonly view = reactive(emptyView())
  readonly link = ref<Link>('connecting')
  readonly ending = ref<Ending | null>(null)
  /** the first greeting has come */
  readonly greeted = ref(false)
  /** by how many ms the server's clock is ahead of ours */
  private readonly ahead = ref(0)
  /** when a lecturer who dropped out is expected back, in ms of our clock; 0: not said */
  readonly backBy = computed(() => this.view.back_by && this.view.back_by - this.ahead.value)
  private readonly watchers = shallowReactive(new Set<(event: Event) => void>())
  private readonly likes = new LikeBatch((count) => void this.client?.send({ do: 'like', count }).catch(() => undefined))
  private client: RoomClient | null = null

  constructor(readonly lesson: string) {}

  /** Enters, or enters again as somebody else. */
  enter(): void {
    this.client?.stop()
    this.ending.value = null
    this.client = new RoomClient({
      open: (resume) => new WebSocket(this.address(resume), 'lyceum.room.1'),
      listener: {
        hello: (hello) => {
          this.ahead.value = hello.now - Date.now()
          this.view.you = hello.you
          if (hello.state) enter(this.view, hello.state)
          this.greeted.value = true
        },
        events: (events) => events.forEach((event) => this.happened(event)),
        you: (you) => (this.view.you = you),
        link: (link, ending) => {
          this.link.value = link
          this.ending.value = ending
        },
      },
      mayEnter: () => this.mayEnter(),
    })
    this.client.start()
  }

  leave(): void {
    this.likes.flush()
    this.client?.stop()
  }

  hurry(): void {
    this.client?.hurry()
  }

  /** Calls back for every event from now on, for what flies by: danmaku, hearts. Returns how to stop. */
  onEvent(call: (event: Event) => void): () => void {
    this.watchers.add(call)
    return () => this.watchers.delete(call)
  }

  /** `about`: the moment of a class that is over (UTC ms). Down to a whole one: it is not to stand after what is shown. */
  async comment(text: string, reply?: number, about?: number): Promise<void> {
    const { n, sampled } = await this.send({ do: 'comment', text, ...(reply ? { reply } : {}), ...(about ? { about: Math.floor(about) } : {}) })
    const from = this.view.you.account
    // Not everybody is shown it, and no event brings it: its writer sees it all the same.
    if (sampled && n && from) this.happened({ n, t: this.now(), type: 'comment', from, text, ...replyTo(this.view.comments, reply) })
  }

  async delete(n: number): Promise<void> {
    await this.send({ do: 'delete', n })
  }

  /** 0 takes the pin away */
  async pin(n: number): Promise<void> {
    await this.send({ do: 'pin', n })
  }

  async mute(account: string, seconds: MuteSeconds): Promise<void> {
    await this.send({ do: 'mute', account, seconds })
  }

  async slow(seconds: SlowSeconds): Promise<void> {
    await this.send({ do: 'slow', seconds })
  }

  async ask(text: string, nameless: boolean): Promise<void> {
    await this.send({ do: 'ask', text, ...(nameless ? { nameless } : {}) })
  }

  /** Shows at once; taken back when it is refused. */
  async vote(n: number, up: boolean): Promise<void> {
    setVote(this.view, n, up)
    try {
      await this.send({ do: 'vote', n, up })
    } catch (refusal) {
      setVote(this.view, n, !up)
      throw refusal
    }
  }

  async moveQuestion(n: number, to: QuestionCommand['to']): Promise<void> {
    await this.send({ do: 'question', n, to })
  }

  /** The one lives on in the other, with its votes. */
  async mergeQuestion(n: number, into: number): Promise<void> {
    await this.send({ do: 'merge', n, into })
  }

  async answer(n: number, text: string): Promise<void> {
    await this.send({ do: 'answer', n, text })
  }

  async setNameless(allowed: boolean): Promise<void> {
    await this.send({ do: 'nameless', allowed })
  }

  /** Staff: what is not given stays as it is. */
  async setRules(rules: Partial<Rules>): Promise<void> {
    await this.send({ do: 'rules', ...rules })
  }

  async setWords(words: Words): Promise<void> {
    await this.send({ do: 'words', ...words })
  }

  /** Staff has looked at what waits. */
  async settle(n: number, show: boolean): Promise<void> {
    await this.send({ do: 'settle', n, show })
  }

  /** A comment or question that staff should see to. */
  async report(n: number): Promise<void> {
    await this.send({ do: 'report', n })
  }

  async closeReport(n: number): Promise<void> {
    await this.send({ do: 'report_closed', n })
  }

  /** Puts somebody out of the lesson; `days` 0: for good. `clear`: their latest comments go, too. */
  async ban(account: string, days: number, clear: boolean, address: boolean): Promise<void> {
    await call('POST /api/v1/lessons/{id}/bans', { path: { id: this.lesson }, body: { account, clear, address, ...(days && { days }) } })
  }

  /** Staff: who is kept out, those for good first. */
  async bans(): Promise<Ban[]> {
    return (await call('GET /api/v1/lessons/{id}/bans', { path: { id: this.lesson } })).items
  }

  async liftBan(account: string): Promise<void> {
    await call('DELETE /api/v1/lessons/{id}/bans/{account}', { path: { id: this.lesson, account } })
  }

  /** The own hand. */
  async raiseHand(up: boolean): Promise<void> {
    await this.send({ do: 'hand', up })
  }

  /** Staff: it is this person's turn. */
  async callHand(account: string): Promise<void> {
    await this.send({ do: 'hand_call', account })
  }

  async lowerHand(account: string): Promise<void> {
    await this.send({ do: 'hand_lower', account })
  }

  async votePace(vote: PaceVote | 'none'): Promise<void> {
    await this.send({ do: 'pace', vote })
  }

  async setPaceAlert(percent: number): Promise<void> {
    await this.send({ do: 'pace_alert', percent })
  }

  /** The server's clock in ms, as far as we know it. */
  now(): number {
    return Date.now() + this.ahead.value
  }

  /** Staff: a page of who is here; `next` begins the one after it. */
  async people(question: PeopleQuestion): Promise<PeoplePage> {
    const { people = [], total = 0, next } = await this.send({ do: 'people', ...question })
    return { people, total, next }
  }

  async older(): Promise<void> {
    const before = this.view.comments[0]?.n
    if (before) prepend(this.view, (await this.send({ do: 'history', before })).comments ?? [])
  }

  /** False when this second is full. */
  like(): boolean {
    return this.likes.tap()
  }

  /** For the tools of the room, which know their own words. */
  send(order: Parameters<RoomClient['send']>[0]): ReturnType<RoomClient['send']> {
    if (!this.client) return Promise.reject(new Error('not in the room'))
    return this.client.send(order)
  }

  private happened(event: Event): void {
    apply(this.view, event)
    for (const watcher of this.watchers) watcher(event)
  }

  private address(resume: { epoch: string; after: number } | null): string {
    const query = new URLSearchParams({ lang: language.value })
    if (resume) {
      query.set('epoch', resume.epoch)
      query.set('after', String(resume.after))
    }
    return `${location.origin.replace(/^http/, 'ws')}/api/v1/lessons/${this.lesson}/room?${query}`
  }

  private async mayEnter(): Promise<boolean> {
    try {
      return (await call('GET /api/v1/lessons/{id}', { path: { id: this.lesson } })).may_watch
    } catch (error) {
      const { status } = asProblem(error)
      return status === 0 || status >= 500
    }
  }
}

/** A room for as long as the component lives; entered anew when somebody signs in or out. */
export function useRoom(lesson: string): LiveRoom {
  const room = new LiveRoom(lesson)
  const session = useSession()
  const hurry = (): void => {
    if (!document.hidden) room.hurry()
  }
  watch(() => session.account?.id, () => room.enter(), { immediate: true })
  window.addEventListener('online', hurry)
  document.addEventListener('visibilitychange', hurry)
  onScopeDispose(() => {
    window.removeEventListener('online', hurry)
    document.removeEventListener('visibilitychange', hurry)
    room.leave()
  })
  return room
}
