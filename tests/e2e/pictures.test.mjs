// Pictures of running classes: made in a process without rights, whose end is nobody's loss, and shown only to those who
// may watch.
import assert from "node:assert/strict";
import { openBrowser, tab } from "../harness/browser.mjs";
import { publish } from "../harness/encoder.mjs";
import { call, liveLesson, person, playlist } from "../harness/people.mjs";
import { scenario, until } from "../harness/scenario.mjs";
import { startServer } from "../harness/server.mjs";
import { childrenOf, commandOf, jpegSize, statusOf } from "../harness/worker.mjs";

const path = (lesson) => `/api/v1/lessons/${lesson.id}`;
const urlOf = async (server, lesson, token) => (await call(server, "GET", path(lesson), { token })).body.thumbnail_url;
const firstPicture = (server, lesson, token) => until("a picture", () => urlOf(server, lesson, token), { seconds: 30, every: 200 });
const anotherPicture = (server, lesson, token, before) =>
  until("another picture", async () => { const now = await urlOf(server, lesson, token); return now && now !== before; }, { seconds: 40, every: 250 });
const metric = async (server, name) => Number((await call(server, "GET", "/metrics")).text.split("\n").find((line) => line.startsWith(name + " "))?.split(" ")[1] ?? 0);
const newest = async (hls) => Number((await (await fetch(new URL("video.m3u8", hls))).text()).match(/#EXT-X-MEDIA-SEQUENCE:(\d+)/)?.[1] ?? 0) || 0;
const lastPart = async (hls) => (await (await fetch(new URL("video.m3u8", hls))).text()).match(/URI="(v-[\d-]+\.m4s)"/g)?.at(-1);

async function get(server, url, token, headers = {}) {
  const answer = await fetch(new URL(url, server.http), { headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers } });
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
}

await scenario("a live lesson has a small picture, and soon another one", async (t) => {
  const server = await startServer(t);
  const { lesson, url } = await liveLesson(server);
  assert.equal(await urlOf(server, lesson), null);
  assert.deepEqual(childrenOf(server.pid), [], "no class, no worker");
  publish(t, url, "highWithBFrames");
  const address = await firstPicture(server, lesson);
  const { items } = (await call(server, "GET", "/api/v1/lessons?state=live")).body;
  assert.ok(items[0].thumbnail_url, "cards have it, too");
  const picture = await get(server, address);
  assert.equal(picture.status, 200);
  assert.equal(picture.headers.get("content-type"), "image/jpeg");
  assert.match(picture.headers.get("cache-control"), /^private, max-age=10$/);
  assert.deepEqual(jpegSize(picture.bytes), [480, 270]);
  assert.ok(picture.bytes.length > 3000 && picture.bytes.length <= 60_000, `${picture.bytes.length} bytes`);
  const etag = picture.headers.get("etag");
  assert.equal((await get(server, address, null, { "if-none-match": etag })).status, 304);
  await anotherPicture(server, lesson, null, address);
  assert.notEqual((await get(server, address)).headers.get("etag"), etag);
  assert.equal(childrenOf(server.pid).length, 1);
  assert.ok(await metric(server, 'lyceum_worker_orders_total{outcome="drawn"}') >= 2);
  assert.ok(await metric(server, 'lyceum_worker_cpu_seconds_total{work="pictures"}') > 0);
});

await scenario("the picture is only for those who may watch, and only while it is live", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson, url } = await liveLesson(server, { start: false, access: { kind: "password", password: "lantern" } });
  const learner = await person(server), operator = await person(server, "operator");
  publish(t, url);
  await until("the rehearsal", async () => (await call(server, "GET", `${path(lesson)}/stream`, { token: lecturer.token })).body.video, { seconds: 20 });
  assert.equal((await get(server, `${path(lesson)}/thumbnail`, lecturer.token)).status, 404, "a rehearsal has no picture");
  await lecturer.api("POST", `/lessons/${lesson.id}/start`);
  const address = await firstPicture(server, lesson, lecturer.token);
  assert.equal((await get(server, address, operator.token)).status, 200);
  for (const token of [undefined, learner.token]) {
    assert.equal(await urlOf(server, lesson, token), null);
    assert.ok([401, 403].includes((await get(server, address, token)).status));
  }
  await call(server, "POST", `${path(lesson)}/access`, { token: learner.token, body: { password: "lantern" } });
  assert.equal((await get(server, address, learner.token)).status, 200);
  await lecturer.api("POST", `/lessons/${lesson.id}/stop`);
  assert.equal(await urlOf(server, lesson, lecturer.token), null);
  assert.equal((await get(server, address, lecturer.token)).status, 404);
});

await scenario("the worker has no rights; kill -9 of it costs the class nothing, and pictures come back", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson, url } = await liveLesson(server);
  publish(t, url);
  const before = await firstPicture(server, lesson);
  const hls = await playlist(server, lesson, lecturer.token);
  const [worker] = childrenOf(server.pid);
  assert.deepEqual(commandOf(worker).slice(1), ["worker"]);
  assert.match(statusOf(worker), /^Seccomp:\t2$/m);
  assert.match(statusOf(worker), /^NoNewPrivs:\t1$/m);
  assert.match(statusOf(worker), /^CapEff:\t0+$/m);
  assert.match(statusOf(worker), /^Threads:\t1$/m);
  const part = await lastPart(hls);
  process.kill(worker, "SIGKILL");
  await until("the class going on", async () => (await lastPart(hls)) !== part, { seconds: 3 });
  await anotherPicture(server, lesson, null, before);
  const [next] = childrenOf(server.pid);
  assert.notEqual(next, worker);
  assert.equal(await metric(server, 'lyceum_worker_failures_total{how="crashed"}'), 1);
  assert.match(server.log(), /worker replaced/);
});

await scenario("a stream whose key frames are garbage ends nothing but pictures", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson, url } = await liveLesson(server);
  publish(t, url, ["-f", "lavfi", "-i", "testsrc2=size=640x360:rate=30", "-c:v", "libx264", "-preset", "veryfast", "-g", "30", "-bf", "0",
    "-pix_fmt", "yuv420p", "-threads", "1", "-bsf:v", "noise=amount=40", "-an"]);
  const hls = await playlist(server, lesson, lecturer.token);
  const orders = async () => await metric(server, 'lyceum_worker_orders_total{outcome="drawn"}') + await metric(server, 'lyceum_worker_orders_total{outcome="refused"}') +
    await metric(server, 'lyceum_worker_orders_total{outcome="lost"}');
  await until("an order", async () => await orders() >= 1, { seconds: 30 });
  const part = await lastPart(hls);
  await until("the class going on", async () => (await lastPart(hls)) !== part, { seconds: 10 });
  assert.equal((await call(server, "GET", "/healthz")).status, 200);
  assert.ok((await newest(hls)) > 0);
});

await scenario("switched off, nothing is decoded", async (t) => {
  const server = await startServer(t, { env: { LYCEUM_TRANSCODE_PICTURES: "false" } });
  const { lecturer, lesson, url } = await liveLesson(server);
  publish(t, url);
  const hls = await playlist(server, lesson, lecturer.token);
  await until("the class", async () => (await fetch(new URL("video.m3u8", hls))).ok && lastPart(hls), { seconds: 20 });
  assert.deepEqual(childrenOf(server.pid), []);
  assert.equal(await urlOf(server, lesson), null);
});

await scenario("the server's end is the worker's, too", async (t) => {
  const server = await startServer(t);
  const { lesson, url } = await liveLesson(server);
  publish(t, url);
  await firstPicture(server, lesson);
  const [worker] = childrenOf(server.pid);
  await server.kill();
  await until("the worker's end", () => statusOf(worker) === "" || /^State:\s+Z/m.test(statusOf(worker)), { seconds: 5 });
});

await scenario("the card of a live lesson shows the class; a cover that was chosen goes before it", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson, url } = await liveLesson(server);
  publish(t, url);
  await firstPicture(server, lesson);
  const browser = await openBrowser(t);
  const page = await tab(t, browser, { name: "live card" });
  await page.goto(server.http);
  const picture = page.locator(".live img");
  await picture.waitFor();
  await until("the picture", () => picture.evaluate((img) => img.complete && img.naturalWidth), { seconds: 10 });
  assert.deepEqual(await picture.evaluate((img) => [img.naturalWidth, img.naturalHeight]), [480, 270]);
  assert.match(await picture.getAttribute("alt"), /as it looks now/);
  const onePixel = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPj/HwADBwIAMCbHYQAAAABJRU5ErkJggg==", "base64");
  await call(server, "PUT", `${path(lesson)}/cover`, { token: lecturer.token, body: onePixel, headers: { "content-type": "image/png" } });
  await page.reload();
  await page.locator('.live img[src*="/cover"]').waitFor();
});
