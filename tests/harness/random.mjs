// Chance that can be had again: LYCEUM_SEED repeats a run, and a scenario that fails says which seed it had.
export function chance(t) {
  const seed = Number(process.env.LYCEUM_SEED ?? Math.floor(Math.random() * 1e9));
  t.note(`LYCEUM_SEED=${seed}`);
  let state = seed >>> 0;
  const next = () => { // mulberry32
    state = (state + 0x6d2b79f5) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 15), z | 1);
    z ^= z + Math.imul(z ^ (z >>> 7), z | 61);
    return ((z ^ (z >>> 14)) >>> 0) / 2 ** 32;
  };
  return { seed, between: (least, most) => least + next() * (most - least), pick: (list) => list[Math.floor(next() * list.length)] };
}
