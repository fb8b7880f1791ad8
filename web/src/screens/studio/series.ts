import type { StreamSeries } from '@/generated/api'

/** Seconds that are shown. */
export const seriesLength = 300

/** The series with what an answer adds to it; the answer alone when the two do not meet (another run of the server, a long nap). */
export function merge(before: StreamSeries | null, next: StreamSeries): StreamSeries {
  const fresh = next.newest - (before?.newest ?? 0)
  if (!before || fresh < 0 || fresh > next.publishing.length) return next
  const merged: Record<string, unknown> = { newest: next.newest }
  for (const [name, list] of Object.entries(next))
    if (Array.isArray(list)) merged[name] = [...(before[name as keyof StreamSeries] as unknown[]), ...list.slice(list.length - fresh)].slice(-seriesLength)
  return merged as StreamSeries
}
