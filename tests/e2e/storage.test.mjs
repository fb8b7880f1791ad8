// How long replays are kept, how much room they may take, and what the operator sees of it.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { openBrowser, tab } from "../harness/browser.mjs";
import { databaseOn, engines } from "../harness/database.mjs";
import { publish } from "../harness/encoder.mjs";
import { signInByHand } from "../harness/hands.mjs";
import { call, liveLesson, person } from "../harness/people.mjs";
import { scenario, until } from "../harness/scenario.mjs";
import { startServer } from "../harness/server.mjs";

const path = "/api/v1/operator/storage";
const replayOf = async (server, lesson, token) => (await call(server, "GET", `/api/v1/lessons/${lesson.id}/replay`, { token })).body;

// A lesson with a replay of some seconds.
async function recordedLesson(t, server) {
  const made = await liveLesson(server);
  const encoder = publish(t, made.url);
  await until("some recording", async () => (await replayOf(server, made.lesson, made.lecturer.token)).duration_ms >= 3000, { seconds: 30 });
  await made.lecturer.api("POST", `/lessons/${made.lesson.id}/stop`);
  await encoder.stop();
  return made;
}

for (const engine of engines) await scenario(`the operator sees what the disk holds and sets how long it is kept (on ${engine})`, async (t) => {
  const server = await startServer(t, { store: await databaseOn(t, engine) });
  const operator = await person(server, "operator");
  const { lecturer, lesson } = await recordedLesson(t, server);
  const learner = await person(server);
  for (const who of [lecturer, learner]) for (const [method, body] of [["GET"], ["PATCH", { keep_days: 1 }]])
    assert.equal((await call(server, method, path, { token: who.token, body })).body.code, "operators_only", method);
  assert.equal((await call(server, "GET", path)).status, 401);

  await call(server, "GET", `/api/v1/lessons/${lesson.id}/playback`, { token: learner.token });
  const seen = await until("that somebody watched", async () => {
    const now = await operator.api("GET", "/operator/storage");
    return now.largest[0]?.watched_at && now;
  });
  assert.ok(seen.recordings_bytes > 50_000 && seen.largest[0].bytes === seen.recordings_bytes, JSON.stringify(seen.largest));
  assert.deepEqual([seen.largest[0].lesson, seen.largest[0].kept_until, seen.rule], [lesson.id, null, { keep_days: 0, limit_gb: 0, when_needed: false }]);
  assert.ok(seen.disk.free <= seen.disk.total && seen.full_in_days > 0 && seen.room_bytes > 0);
  assert.equal(seen.database_bytes === null, engine === "PostgreSQL");
  for (const wrong of [{ keep_days: -1 }, { keep_days: 99_999_999_999 }, { limit_gb: 1_000_001 }, { keep_days: "30" }, { days: 1 }])
    assert.equal((await call(server, "PATCH", path, { token: operator.token, body: wrong })).status, 422, JSON.stringify(wrong));

  const changed = await operator.api("PATCH", "/operator/storage", { keep_days: 30, limit_gb: 50 });
  const end = Date.parse(changed.next[0].recorded_at) + 30 * 86_400_000;
  assert.equal(Date.parse(changed.next[0].kept_until), end);
  assert.equal(Date.parse((await replayOf(server, lesson, learner.token)).kept_until), end, "learners know until when");

  const set = (who, keep_days) => call(server, "PATCH", `/api/v1/lessons/${lesson.id}/replay`, { token: who.token, body: { keep_days } });
  assert.equal((await set(lecturer, 31)).body.code, "kept_too_long");
  assert.equal((await set(lecturer, 0)).body.code, "kept_too_long");
  assert.equal((await set(lecturer, 7)).body.keep_days, 7);
  assert.equal((await set(operator, 0)).body.kept_until, null);
  assert.equal((await set(lecturer, null)).body.keep_days, null);
}, { seconds: 120 });

await scenario("a deleted lesson takes its recording along", async (t) => {
  const server = await startServer(t);
  const operator = await person(server, "operator");
  const { lecturer, lesson } = await recordedLesson(t, server);
  const folder = join(server.data, "media", lesson.id);
  assert.ok(existsSync(folder));
  assert.equal((await call(server, "DELETE", `/api/v1/lessons/${lesson.id}`, { token: lecturer.token })).status, 204);
  await operator.api("PATCH", "/operator/storage", { keep_days: 0 });
  assert.ok(!existsSync(folder));
  assert.match(server.log(), /replay deleted/);
});

await scenario("the operator deletes a replay on the page, and sets the rule there", async (t) => {
  const server = await startServer(t);
  const operator = await person(server, "operator");
  const { lesson } = await recordedLesson(t, server);
  const page = await tab(t, await openBrowser(t), { name: "storage" });
  await signInByHand(page, server, operator);
  await page.goto(`${server.http}/operator/storage`);
  await page.getByLabel("Replays are kept for").selectOption({ label: "90 days" });
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await page.getByText("What goes next").waitFor();
  assert.equal((await operator.api("GET", "/operator/storage")).rule.keep_days, 90);
  await page.getByRole("button", { name: /^Delete the replay of/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete the replay" }).click();
  await page.getByText("Nothing is recorded yet.").waitFor();
  assert.ok(!existsSync(join(server.data, "media", lesson.id)));
});
