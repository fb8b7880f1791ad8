import { recall, remember } from '@/ui/memory'

/** How fast a recording may be played. */
export const speeds = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3] as const

export const faster = (speed: number): number => speeds.find((one) => one > speed) ?? speeds[speeds.length - 1]!
export const slower = (speed: number): number => [...speeds].reverse().find((one) => one < speed) ?? speeds[0]

/** What was stored, if it is one of ours. */
export const speedOf = (stored: string | null): number => speeds.find((one) => String(one) === stored) ?? 1

export const recallSpeed = (): number => speedOf(recall('speed'))
export const rememberSpeed = (speed: number): void => remember('speed', String(speed))
