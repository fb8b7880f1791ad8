// The small pictures of a recording: they grow with it, survive what it survives, and go with it.
import assert from "node:assert/strict";
import { appendFileSync, existsSync, readdirSync, statSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { openBrowser, tab } from "../harness/browser.mjs";
import { publish } from "../harness/encoder.mjs";
import { call, liveLesson, person } from "../harness/people.mjs";
import { pause, scenario, until } from "../harness/scenario.mjs";
import { command, dataFolder, startServer } from "../harness/server.mjs";
import { jpegSize } from "../harness/worker.mjs";

const replayOf = async (server, lesson, token) => new URL((await call(server, "GET", `/api/v1/lessons/${lesson.id}/playback`, { token })).body.replay, server.http).href;
// Every tile of a recording → [{at, jpeg}].
async function tilesOf(replay) {
  const answer = await fetch(new URL("tiles.json", replay));
  if (answer.status !== 200) return [];
  assert.match(answer.headers.get("content-type"), /^application\/json/);
  const { strips } = await answer.json();
  const tiles = [];
  for (const { uri, tiles: places } of strips)
    for (const [at, offset, bytes] of places) {
      const part = await fetch(new URL(uri, replay), { headers: { range: `bytes=${offset}-${offset + bytes - 1}` } });
      assert.equal(part.status, 206);
      tiles.push({ at, jpeg: Buffer.from(await part.arrayBuffer()) });
    }
  return tiles;
}
const tiles = (replay, least, seconds = 60) => until(`${least} small pictures`, async () => { const found = await tilesOf(replay); return found.length >= least && found; }, { seconds, every: 500 });

await scenario("a recording has small pictures while it grows, after kill -9, and at the end; they are deleted with it", async (t) => {
  const data = dataFolder(t);
  const first = await startServer(t, { data });
  const { lecturer, lesson, key, url } = await liveLesson(first);
  publish(t, url, "highWithBFrames");
  let replay = await replayOf(first, lesson, (await person(first)).token);
  const growing = await tiles(replay, 2);
  for (const { jpeg } of growing) {
    assert.deepEqual(jpegSize(jpeg), [160, 90]);
    assert.ok(jpeg.length > 500 && jpeg.length <= 10_000, `${jpeg.length} bytes`);
  }
  assert.ok(growing[0].at < 4000, `the first at ${growing[0].at} ms`);
  assert.ok(growing[1].at - growing[0].at > 9000 && growing[1].at - growing[0].at < 13_000, "ten seconds or so apart");
  const foreign = replay.replace(/replay\/[^/]+/, (path) => path.slice(0, -1) + (path.endsWith("A") ? "B" : "A"));
  for (const name of ["tiles.json", "1-tiles.strip"]) assert.equal((await fetch(new URL(name, foreign))).status, 403, name);

  await first.kill();
  const folder = join(data, "media", lesson.id), strip = join(folder, "1-tiles.strip");
  truncateSync(strip, statSync(strip).size - 10); // the disk had not got all of it
  appendFileSync(join(folder, "7-tiles.strip"), "tile");
  const second = await startServer(t, { data });
  replay = replay.replace(first.http, second.http);
  const kept = await tiles(replay, 1);
  assert.equal(kept.length, growing.length - 1, "the torn one is gone, the others are there");
  assert.deepEqual(kept[0].jpeg, growing[0].jpeg);
  publish(t, `rtmp://${second.rtmp}/live/${key}`);
  await tiles(replay, kept.length + 1);
  assert.deepEqual(readdirSync(folder).filter((name) => name.endsWith(".strip")).sort(), ["1-tiles.strip", "2-tiles.strip"]);

  const asLecturer = (method, path) => call(second, method, `/api/v1/lessons/${lesson.id}${path}`, { token: lecturer.token });
  assert.equal((await asLecturer("POST", "/stop")).status, 200);
  const ended = await tiles(replay, kept.length + 1);
  assert.ok(ended.every(({ at }, i) => i === 0 || at > ended[i - 1].at), "in the order of the class");
  const file = join(dataFolder(t), "site.tar");
  assert.equal((await command(["backup", file, "--data", data])).code, 0);
  const restored = join(dataFolder(t), "data");
  assert.equal((await command(["restore", file, "--data", restored])).code, 0);
  assert.ok(existsSync(join(restored, "media", lesson.id, "2-tiles.strip")), "a backup holds them");
  assert.equal((await asLecturer("DELETE", "/replay")).status, 204);
  assert.ok(!existsSync(strip));
}, { seconds: 150 });

await scenario("whoever points at the time line sees the class there, live and in the replay", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson, url } = await liveLesson(server);
  publish(t, url);
  const page = await tab(t, await openBrowser(t), { name: "pointing" });
  await page.goto(`${server.http}/lessons/${lesson.id}`);
  const slider = page.locator(".player [role=slider]"), tile = page.locator(".seek .tile");
  await slider.waitFor({ timeout: 40_000 });
  await until("something to point at", async () => Number(await slider.getAttribute("aria-valuemax")) >= 6, { seconds: 30 });
  const point = async (share) => {
    const { x, y, width, height } = await page.locator(".seek").boundingBox();
    await page.mouse.move(x + width * share, y + height / 2 + 1);
    await page.mouse.move(x + width * share, y + height / 2);
  };
  const seen = async (what) => {
    await until(what, async () => { await point(0.2 + Math.random() / 100); return tile.count(); }, { seconds: 20, every: 300 });
    await until("its picture", () => tile.evaluate((img) => img.complete && img.naturalWidth === 160), { seconds: 5 });
  };
  await seen("a picture of the past of the class");
  await pause(2000);
  await lecturer.api("POST", `/lessons/${lesson.id}/stop`);
  await page.getByRole("button", { name: "Watch the replay" }).click({ timeout: 10_000 });
  await slider.waitFor();
  await seen("a picture of the replay");
  const { x, y, width, height } = await page.locator(".seek").boundingBox();
  await page.mouse.move(x + width * 0.5, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width * 0.3, y + height / 2, { steps: 4 });
  assert.equal(await tile.count(), 1, "also while it is dragged");
  await page.mouse.up();
}, { seconds: 120 });
