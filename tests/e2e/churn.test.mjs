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
    // What stays of so few visits is what the room remembers of them, up to 2 MB, and pages of the database; a
    // connection that is not given back would be ten times that.
    assert.ok(after.kb - before.kb < Math.max(before.kb * 0.05, 3 * times), `${kind}: ${before.kb} kB, then ${after.kb} kB`);
  }
}, { seconds: 120 });
