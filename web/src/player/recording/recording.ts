import { renditionsOf, spansOf, stepOf } from './playlist'
import { Timeline } from './timeline'

/** A recording as its playlists describe it at one moment; while the class is live it goes on growing. */
export interface Recording {
  index: string
  /** the sound alone; null where it cannot be had apart */
  sound: string | null
  timeline: Timeline
  /** seconds of its longest segment */
  step: number
}

/** The server answered, and not with a playlist. */
export class NoRecording extends Error {
  constructor(readonly status: number) {
    super(`no recording: ${status}`)
    this.name = 'NoRecording'
  }
}

/** Reads the times before the engine is told where to begin; every engine then means the same by a position. */
export async function readRecording(index: string): Promise<Recording> {
  const url = new URL(index, location.href).href
  const { picture, sound } = renditionsOf(await textOf(url), url)
  const media = await textOf(picture ?? sound ?? url)
  return { index, sound, timeline: new Timeline(spansOf(media)), step: stepOf(media) }
}

async function textOf(url: string): Promise<string> {
  const response = await fetch(url)
  if (!response.ok) throw new NoRecording(response.status)
  return response.text()
}
