import { describe, expect, it } from 'vitest'
import type { DrawOpenedEvent } from '@/generated/room'
import { emptyView } from '../state'
import { isMet } from './conditions'
import { applyToDraw, entryOf, withoutWinner } from './state'

const digest = 'a'.repeat(64)
const opened: DrawOpenedEvent = { n: 5, t: 1000, type: 'draw_opened', prize: 'a book', winners: 1, conditions: ['asked', 'commented'], phrase: 'thanks', commitment: digest }
const me = { id: '7', name: 'Wei', role: 'learner' as const }

describe('a draw as a person knows it', () => {
  it('goes from open to its winners', () => {
    const view = emptyView()
    applyToDraw(view, opened)
    expect(view.draw).toMatchObject({ n: 5, prize: 'a book', state: 'open', people: 0 })
    applyToDraw(view, { n: 6, t: 1, type: 'draw_count', draw: 5, people: 2, head: digest })
    applyToDraw(view, { n: 7, t: 1, type: 'draw_count', draw: 4, people: 9, head: digest })
    expect(view.draw?.people).toBe(2)
    applyToDraw(view, { n: 8, t: 1, type: 'draw_closed', draw: 5, at: 1, people: 2, head: digest, list: digest, seed: digest })
    expect(view.draw?.state).toBe('closed')
    applyToDraw(view, { n: 9, t: 1, type: 'draw_done', draw: 5, winners: [{ from: me, ticket: digest }] })
    expect([view.draw?.state, view.draw?.won?.[0]?.from.name]).toEqual(['done', 'Wei'])
    expect(withoutWinner(view.draw!, '7').won?.[0]?.from.name).toBe('')
  })

  it('has the own entry only when it is of this draw', () => {
    const view = emptyView()
    applyToDraw(view, opened)
    view.you.draw = { n: 4, entry: { nonce: '0', ticket: digest, place: 1, head: digest } }
    expect(entryOf(view)).toBeUndefined()
    view.you.draw = { ...view.you.draw, n: 5 }
    expect(entryOf(view)?.place).toBe(1)
  })

  it('tells what one has done for it, before the server says so', () => {
    const view = emptyView()
    view.you.account = me
    applyToDraw(view, opened)
    const met = (): boolean[] => opened.conditions.map((name) => isMet(view, view.draw!, name, 0))
    expect(met()).toEqual([false, false])
    view.comments = [{ n: 3, t: 900, from: me, text: 'thanks' }, { n: 6, t: 1100, from: { ...me, id: '8' }, text: 'thanks' }]
    view.questions = [{ n: 4, t: 1, from: me, text: 'why?', state: 'open', votes: 1, replies: [] }]
    expect(met()).toEqual([true, false])
    view.comments.push({ n: 7, t: 1200, from: me, text: 'many thanks!' })
    expect(met()).toEqual([true, true])
    view.you.draw = { n: 5, unmet: [] }
    expect(opened.conditions.every((name) => isMet({ ...view, comments: [] }, view.draw!, name, 0))).toBe(true)
  })

  it('counts the minutes one is there while the class runs', () => {
    const view = emptyView()
    applyToDraw(view, { ...opened, conditions: ['watched'], minutes: 10 })
    const metAfter = (seconds: number): boolean => isMet(view, view.draw!, 'watched', 5000 + seconds * 1000)
    expect(metAfter(900)).toBe(false)
    view.you.present = { s: 540, at: 5000 }
    view.lesson = 'live'
    expect([metAfter(59), metAfter(60)]).toEqual([false, true])
    view.lesson = 'ended'
    expect(metAfter(600)).toBe(false)
  })
})
