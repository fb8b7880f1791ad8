import { ref, type Ref } from 'vue'
import { asProblem } from '@/api/problem'
import { lessonOfRoom, sendToRoom, startRoom, stopRoom } from '@/api/three_calls'
import { remember } from '@/ui/memory'

export type QuickStatus = 'ready' | 'started' | 'stopped'

/** The three calls by hand. `lesson` is known after the first call that succeeds. */
export function useQuick(roomId: Ref<string>) {
  const status = ref<QuickStatus>('ready')
  const lesson = ref<string | null>(null)
  const problem = ref('')
  const busy = ref(false)

  async function attempt(action: () => Promise<unknown>): Promise<boolean> {
    busy.value = true
    problem.value = ''
    try {
      await action()
      lesson.value = await lessonOfRoom(roomId.value)
      remember('quick-room', roomId.value)
      return true
    } catch (error) {
      problem.value = asProblem(error).message
      return false
    } finally {
      busy.value = false
    }
  }

  async function start(): Promise<void> {
    if (await attempt(() => startRoom(roomId.value))) status.value = 'started'
  }

  async function stop(): Promise<void> {
    if (await attempt(() => stopRoom(roomId.value))) status.value = 'stopped'
  }

  const send = (message: string): Promise<boolean> => attempt(() => sendToRoom(roomId.value, message))

  return { status, lesson, problem, busy, start, stop, send }
}
