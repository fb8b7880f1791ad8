// drand's quicknet: a round every three seconds, numbered from its beginning.
const quicknet = { chain: '52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971', genesis: 1_692_803_367, period: 3 }

/** The first round that becomes known `seconds` from now or later. `now`: in ms. */
export function roundAfter(now: number, seconds: number): { chain: string; round: number } {
  const { chain, genesis, period } = quicknet
  return { chain, round: Math.ceil((now / 1000 + seconds - genesis) / period) + 1 }
}

export const timeOf = (round: number): number => (quicknet.genesis + (round - 1) * quicknet.period) * 1000
