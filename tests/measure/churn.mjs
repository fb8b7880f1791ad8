// Ten thousand visits of each kind beside a class that runs: does the server give everything back?
//   node tests/measure/churn.mjs [--times 10000] [--warm-up 10000] [--only flv]
// The warm-up fills what is bounded: the room's memory of who came and went, the database's pages.
// LYCEUM_BINARY names the server to measure (otherwise build/release/bin/lyceum).
process.env.LYCEUM_BINARY ??= "build/release/bin/lyceum";
import { parseArgs } from "node:util";
import { scenario } from "../harness/scenario.mjs";
import { kinds, weigh } from "../harness/weigh.mjs";

const { startServer } = await import("../harness/server.mjs");
const { values } = parseArgs({ options: { times: { type: "string", default: "10000" }, "warm-up": { type: "string", default: "10000" }, only: { type: "string" } } });

await scenario(`${values.times} visits of each kind`, async (t) => {
  const server = await startServer(t);
  for (const { kind, served, before, after, seconds } of await weigh(t, server, Number(values.times), { warmUp: Number(values["warm-up"]), only: values.only ? [values.only] : kinds })) {
    const grown = (100 * (after.kb - before.kb)) / before.kb;
    console.log(`${kind.padEnd(5)} ${before.kb} kB → ${after.kb} kB (${grown.toFixed(1)} %), ${before.open} → ${after.open} descriptors, ${served} served, ${seconds} s`);
  }
}, { seconds: 3000 });
