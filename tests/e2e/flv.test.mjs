// HTTP-FLV from outside: decoders without a complaint, encoders that return, slow and leaving viewers, Chromium.
import assert from "node:assert/strict";
import { connect } from "node:net";
import { openBrowser, tab, videoState } from "../harness/browser.mjs";
import { publish } from "../harness/encoder.mjs";
import { flvTags, watchFlv } from "../harness/flv.mjs";
import { call, liveLesson, person, playback } from "../harness/people.mjs";
import { decode, streamsOf } from "../harness/probe.mjs";
import { descriptors } from "../harness/process.mjs";
import { pause, scenario, until } from "../harness/scenario.mjs";
import { startServer } from "../harness/server.mjs";

const kinds = (streams) => streams.map(({ codec_type, codec_name }) => `${codec_type} ${codec_name}`).sort();

// The address, as soon as the encoder is on air.
async function flvOf(server, lesson, lecturer, token = lecturer.token) {
  await until("the stream", async () => (await lecturer.api("GET", `/lessons/${lesson.id}/stream`)).publishing);
  return (await playback(server, lesson, token)).flv;
}

async function playsThrough(t, stream, expected) {
  const server = await startServer(t);
  const { lecturer, lesson, url } = await liveLesson(server);
  publish(t, url, stream);
  const flv = await flvOf(server, lesson, lecturer, (await person(server)).token);
  assert.deepEqual(kinds(await streamsOf(flv)), expected);
  await decode(flv, 6);
}

await scenario("FLV: H.264 High with B-frames and AAC decode without an error", (t) => playsThrough(t, "highWithBFrames", ["audio aac", "video h264"]));
await scenario("FLV: sound without a picture decodes", (t) => playsThrough(t, "audioOnly", ["audio aac"]));
await scenario("FLV: a picture without sound decodes", (t) => playsThrough(t, "videoOnly", ["video h264"]));

await scenario("FLV: a new viewer has a picture at once, whatever the distance of key frames", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson, url } = await liveLesson(server);
  publish(t, url, "obsDefaults"); // a key frame every 8.3 s
  const flv = await flvOf(server, lesson, lecturer);
  await pause(4000);
  const began = performance.now();
  const viewer = await watchFlv(t, flv);
  await until("a key frame", () => flvTags(viewer.bytes()).some((tag) => tag.key), { seconds: 3, every: 20 });
  assert.ok(performance.now() - began < 1000);
  assert.equal(viewer.headers["content-type"], "video/x-flv");
  assert.equal(viewer.headers.connection, "close");
  assert.equal(viewer.headers["content-length"], undefined);
});

await scenario("FLV: an encoder that returns does not end the connection, and time goes on", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson, url } = await liveLesson(server);
  const first = publish(t, url);
  const viewer = await watchFlv(t, await flvOf(server, lesson, lecturer));
  const tags = () => flvTags(viewer.bytes());
  await until("pictures", () => tags().length > 60);
  await first.stop("SIGKILL");
  await until("the pause", async () => !(await lecturer.api("GET", `/lessons/${lesson.id}/stream`)).publishing);
  await pause(2500);
  const before = tags();
  assert.equal(viewer.open(), true);
  publish(t, url);
  await until("pictures of the second encoder", () => tags().length > before.length + 60);
  const all = tags(), last = before.at(-1).time;
  assert.equal(viewer.open(), true);
  const after = all.slice(before.length);
  assert.ok(after.some((tag) => tag.config), "new sequence headers");
  assert.ok(after.find((tag) => tag.type === 9 && !tag.config).key, "the first picture is a key frame");
  assert.ok(after[0].time > last + 1500, `time went on from ${last} to ${after[0].time}`);
  for (const type of [8, 9]) {
    const times = all.filter((tag) => tag.type === type).map((tag) => tag.time);
    assert.ok(times.every((time, i) => i === 0 || time >= times[i - 1]), "times never go back");
  }
  await lecturer.api("POST", `/lessons/${lesson.id}/stop`);
  await until("the end with the lesson", () => !viewer.open(), { seconds: 3 });
});

await scenario("FLV: a slow reader is bounded, jumps, and disturbs nobody", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson, url } = await liveLesson(server);
  publish(t, url, "obsDefaults");
  const flv = await flvOf(server, lesson, lecturer);
  await pause(2000);
  const slow = await watchFlv(t, flv, { bytesPerSecond: 1000 });
  const quick = await watchFlv(t, flv);
  const gaps = [];
  let at = performance.now(), length = 0;
  const watch = setInterval(() => {
    if (quick.length() === length) return;
    gaps.push(performance.now() - at);
    at = performance.now();
    length = quick.length();
  }, 10);
  t.defer(() => clearInterval(watch));
  await until("the server hangs up or moves on", async () => {
    const text = (await call(server, "GET", "/metrics")).text;
    const jumps = Number(text.match(/^lyceum_flv_jumps_total (\S+)/m)?.[1] ?? 0);
    return jumps > 0 || !slow.open();
  }, { seconds: 60, every: 500 });
  assert.ok(Math.max(...gaps.slice(5)) < 1000, `the quick one waited ${Math.max(...gaps)} ms`);
  assert.equal(quick.open(), true);
}, { seconds: 120 });

await scenario("FLV: who may not watch gets a 403 problem, and who loses the right is cut within six seconds", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson, url } = await liveLesson(server, { access: { kind: "password", password: "open sesame" } });
  publish(t, url);
  const helper = await person(server);
  const { code } = await lecturer.api("POST", `/lessons/${lesson.id}/invites`, { role: "assistant" });
  await helper.api("POST", `/lessons/${lesson.id}/access`, { invite: code });
  const flv = await flvOf(server, lesson, lecturer, helper.token);
  const path = new URL(flv).pathname, token = path.split("/")[2];
  const other = await lecturer.api("POST", "/lessons", { title: "Another", kind: "live", access: { kind: "free" } });
  for (const wrong of [path.replace(token, "x"), path.replace(token, token.replace(/.$/, (letter) => (letter === "A" ? "B" : "A"))), `/flv/${token}/${other.id}.flv`]) {
    const answer = await call(server, "GET", wrong);
    assert.equal(answer.status, 403, wrong);
    assert.match(answer.headers.get("content-type"), /application\/problem\+json/);
    assert.ok(answer.body.code, "a stable code");
  }
  assert.equal((await call(server, "GET", path.replace(".flv", ".mp4"))).status, 404);
  const viewer = await watchFlv(t, flv);
  await until("pictures", () => flvTags(viewer.bytes()).length > 30);
  await pause(3000);
  assert.equal(viewer.open(), true);
  const began = performance.now();
  await lecturer.api("DELETE", `/lessons/${lesson.id}/staff/${helper.id}`);
  await until("the cut", () => !viewer.open(), { seconds: 8 });
  assert.ok(performance.now() - began < 6000, `cut after ${performance.now() - began} ms`);
});

await scenario("FLV: 500 connects and disconnects leave the descriptors as they were", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson, url } = await liveLesson(server);
  publish(t, url);
  const flv = new URL(await flvOf(server, lesson, lecturer));
  const open = () => descriptors(server.pid);
  const visit = (how) => new Promise((done) => {
    const socket = connect({ host: flv.hostname, port: Number(flv.port) });
    socket.on("error", () => {});
    socket.on("close", done);
    socket.once("connect", () => socket.write(`GET ${flv.pathname} HTTP/1.1\r\nHost: x\r\n\r\n`));
    const leave = () => (how === 0 ? socket.resetAndDestroy() : how === 1 ? socket.end() : socket.destroy());
    if (how === 3) return setTimeout(leave, 20); // perhaps before the answer
    socket.once("data", leave);
    if (how === 1) socket.on("data", () => {});
  });
  await visit(2);
  await pause(500);
  const before = open();
  for (let i = 0; i < 25; i++) await Promise.all(Array.from({ length: 20 }, (_, k) => visit(k % 4)));
  await until("all descriptors are given back", () => open() === before, { seconds: 10 }).catch(() => assert.equal(open(), before));
  const text = (await call(server, "GET", "/metrics")).text;
  assert.match(text, /^lyceum_flv_viewers 0$/m);
});

await scenario("FLV: in Chromium the choice in the player's menu plays a moving picture, and is remembered", async (t) => {
  const server = await startServer(t);
  const { lesson, url } = await liveLesson(server);
  publish(t, url, "highWithBFrames");
  const page = await tab(t, await openBrowser(t), { name: "flv" });
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(`${server.http}/lessons/${lesson.id}`);
  await until("a picture by HLS", async () => (await videoState(page)).width > 0, { seconds: 20 });
  assert.ok(!asked.some((path) => path.includes("flv")), "nothing of FLV is loaded before it is chosen");
  await page.locator(".player").hover();
  await page.getByRole("button", { name: "Way to play" }).click();
  await page.getByRole("menuitemradio", { name: "Lower delay (FLV)" }).click();
  const moves = async () => {
    await until("an FLV request", () => asked.some((path) => path.startsWith("/flv/")), { seconds: 10 });
    await until("a moving picture with sound", async () => {
      const before = await videoState(page);
      await pause(700);
      const after = await videoState(page);
      return after.width === 640 && after.sum !== before.sum && after.time > before.time + 0.4 && after.sound > before.sound;
    }, { seconds: 20 });
  };
  await moves();
  await pause(8000);
  const late = await page.evaluate(() => {
    const { buffered, currentTime } = document.querySelector("video");
    return buffered.end(buffered.length - 1) - currentTime;
  });
  assert.ok(late < 2.5, `${late} s behind what has come`);
  asked.length = 0;
  await page.reload();
  await moves();
  assert.ok(!asked.some((path) => path.startsWith("/hls/")), "HLS is not asked for");
}, { seconds: 120 });
