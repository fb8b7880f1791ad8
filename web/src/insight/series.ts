import type { Insight } from '@/generated/api'

export const figures = ['present', 'watched', 'index', 'active'] as const
export type Figure = (typeof figures)[number]

/** How a figure went, minute by minute; null: nothing is known of that minute. */
export function seriesOf({ minutes }: Insight, figure: Figure): Array<number | null> {
  switch (figure) {
    case 'present':
      return minutes.map(({ audience }) => audience)
    case 'watched': {
      let sum = 0
      return minutes.map(({ audience }) => (sum += audience))
    }
    case 'index':
      return minutes.map(({ interaction_index }) => interaction_index)
    case 'active':
      return minutes.map(({ share_active }) => share_active)
  }
}

const height = 32

/** A line through the values on a field 100 wide and 32 high, the newest at the right; it breaks where nothing is known. */
export function lineOf(values: ReadonlyArray<number | null>): string {
  const most = Math.max(...values.map((value) => value ?? 0), Number.MIN_VALUE)
  const step = 100 / Math.max(1, values.length - 1)
  let open = false
  return values
    .map((value, at) => {
      if (value === null) {
        open = false
        return ''
      }
      const point = `${open ? 'L' : 'M'}${Math.round(at * step * 10) / 10} ${Math.round((height - 2 - (value / most) * (height - 4)) * 10) / 10}`
      open = true
      return point
    })
    .join('')
}
