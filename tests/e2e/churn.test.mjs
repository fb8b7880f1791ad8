// Who comes and goes leaves nothing behind: a short form of tests/measure/churn.mjs.
import assert from "node:assert/strict";
import { scenario } from "../harness/scenario.mjs";
import { startServer } from "../harness/server.mjs";
import { weigh } from "../harness/weigh.mjs";

await scenario("encoders, players and visitors of the room who come and go give back every descriptor and leave no memory behind", async (t) => {
  const server = await startServer(t), times = 400;
  for (const { kind, served, before, after } of await weigh(t, server, times, { warmUp: 600 })) {
    assert.equal(served, times, `${kind}: ${served} of ${times} got what they came for`);
    assert.equal(after.open, before.open, `${kind}: descriptors`);
    // A tenth of what one connection holds while it is there; what a class holds comes and goes by more than 5 %.
    assert.ok(after.kb - before.kb < Math.max(before.kb * 0.05, times), `${kind}: ${before.kb} kB, then ${after.kb} kB`);
  }
}, { seconds: 120 });
