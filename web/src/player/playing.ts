import { recall } from '@/ui/memory'
import { canLowDelay } from './find_engine'

export type PlayStatus = 'idle' | 'loading' | 'playing' | 'waiting' | 'refused' | 'unsupported'

/** What a player shows of itself. Positions and lengths are seconds from the beginning of what may be watched. */
export interface Playing {
  status: PlayStatus
  /** the sentence for `refused` */
  refusal: string
  paused: boolean
  muted: boolean
  /** muted because the browser wants a tap first */
  wantsTap: boolean
  volume: number
  /** seconds behind the lecturer, null when not known */
  latency: number | null
  audioOnly: boolean
  /** HTTP-FLV instead of HLS; null where it cannot be had */
  lowDelay: boolean | null
  position: number
  /** 0: nothing is recorded, so there is nowhere to seek */
  length: number
  /** stretches that are loaded, from and to */
  buffered: Array<[number, number]>
  /** live: seconds between the class and what one watches in its recording; null: the low-latency stream plays */
  behind: number | null
  speed: number
}

export const atRest = (): Playing => ({
  status: 'idle',
  refusal: '',
  paused: false,
  muted: false,
  wantsTap: false,
  volume: Number(recall('volume') ?? 1),
  latency: null,
  audioOnly: recall('audio-only') === 'yes',
  lowDelay: canLowDelay() ? recall('low-delay') === 'yes' : null,
  position: 0,
  length: 0,
  buffered: [],
  behind: null,
  speed: 1,
})
