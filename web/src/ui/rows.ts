// The arithmetic of a long list of which only what is seen is drawn. Pixels.

/** Where each row begins, and at the end the height of all; a row that was never seen has the guessed height. */
export function topsOf(keys: readonly number[], heights: ReadonlyMap<number, number>, guess: number): Float64Array {
  const tops = new Float64Array(keys.length + 1)
  keys.forEach((key, at) => (tops[at + 1] = tops[at]! + (heights.get(key) ?? guess)))
  return tops
}

/** The row at a height; the last one below the end, 0 in an empty list. */
export function rowAt(tops: Float64Array, y: number): number {
  let [from, to] = [0, Math.max(0, tops.length - 2)]
  while (from < to) {
    const middle = (from + to + 1) >> 1
    if (tops[middle]! <= y) from = middle
    else to = middle - 1
  }
  return from
}
