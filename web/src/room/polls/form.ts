import type { PollContent } from '@/generated/room'

/** A poll while it is typed: everything has a value, also what its kind does not have. */
export interface PollForm {
  kind: PollContent['kind']
  title: string
  options: string[]
  quiz: boolean
  right: boolean[]
  points: number
  bonus: boolean
  /** seconds; 0: none */
  timer: number
  hidden: boolean
  anonymous: boolean
  changeable: boolean
}

export const mostOptions = 10
export const timers = [0, 15, 30, 60, 120, 300, 600, 1800] as const

export const emptyForm = (): PollForm => ({ kind: 'single', title: '', options: ['', ''], quiz: false, right: [], points: 100, bonus: false, timer: 0, hidden: false, anonymous: false, changeable: false })

export function formOf(content: PollContent): PollForm {
  const options = content.options ?? ['', '']
  return {
    ...emptyForm(),
    kind: content.kind,
    title: content.title,
    options: [...options],
    quiz: !!content.points,
    right: options.map((_, i) => !!content.right?.includes(i)),
    points: content.points ?? 100,
    bonus: !!content.bonus,
    timer: content.timer ?? 0,
    hidden: content.results === 'hidden',
    anonymous: !!content.anonymous,
    changeable: !!content.changeable,
  }
}

export const hasOptions = (form: PollForm): boolean => form.kind === 'single' || form.kind === 'multiple'
export const isQuizForm = (form: PollForm): boolean => form.quiz && hasOptions(form)

/** Lines that were left empty are no options. */
export function contentOf(form: PollForm): PollContent {
  const lines = form.options.map((text, i) => ({ text: text.trim(), right: !!form.right[i] })).filter(({ text }) => text)
  const right = lines.flatMap((line, i) => (line.right ? [i] : []))
  return {
    kind: form.kind,
    title: form.title.trim(),
    ...(hasOptions(form) && { options: lines.map(({ text }) => text) }),
    ...(form.timer && { timer: form.timer }),
    results: form.hidden ? 'hidden' : 'live',
    anonymous: form.anonymous && !isQuizForm(form),
    changeable: form.changeable,
    ...(isQuizForm(form) && { right, points: form.points, bonus: form.bonus && form.timer > 0 }),
  }
}

/** What is still missing; empty: it can be opened. The server looks at the rest. */
export function missingIn(form: PollForm): '' | 'title' | 'options' | 'same' | 'right' {
  const { title, options, right } = contentOf(form)
  if (!title) return 'title'
  if (options && options.length < 2) return 'options'
  if (options && new Set(options).size < options.length) return 'same'
  return isQuizForm(form) && !right?.length ? 'right' : ''
}
