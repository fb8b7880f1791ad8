import { reactive } from 'vue'
import { asProblem } from '@/api/problem'

export interface Toast {
  id: number
  text: string
  kind: 'good' | 'bad'
}

/** Short sentences about what just happened; at most three, the oldest goes. */
export const toasts = reactive<Toast[]>([])

let next = 1
const mostShown = 3
const shownMs = 5000

export function say(text: string, kind: Toast['kind'] = 'good'): void {
  const id = next++
  toasts.push({ id, text, kind })
  if (toasts.length > mostShown) toasts.shift()
  setTimeout(() => dismiss(id), shownMs)
}

export function sayProblem(error: unknown): void {
  say(asProblem(error).message, 'bad')
}

export function dismiss(id: number): void {
  const index = toasts.findIndex((toast) => toast.id === id)
  if (index >= 0) toasts.splice(index, 1)
}
