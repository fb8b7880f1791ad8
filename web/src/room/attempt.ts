import { useText } from '@/locale'
import { say, sayProblem } from '@/ui/toast'
import type { LiveRoom, MuteSeconds } from './live_room'

/** Does it, and says when it was refused; `done` is said when it was not. */
export const attempt = (action: Promise<void>, done = ''): void => void action.then(() => done && say(done), sayProblem)

/** Staff: mutes somebody for so long, 0 lifts it, and says so. */
export function useMute(room: LiveRoom): (person: { id: string; name: string }, seconds: MuteSeconds) => void {
  const t = useText()
  return (person, seconds) => attempt(room.mute(person.id, seconds), t(seconds ? 'comments.muted' : 'comments.unmuted', { name: person.name }))
}
