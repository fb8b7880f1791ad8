// A class is recorded as it is shown: one recording over encoders that come and go and a killed server, ready when it ends.
import assert from "node:assert/strict";
import { readdirSync, statSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { publish } from "../harness/encoder.mjs";
import { call, liveLesson, person } from "../harness/people.mjs";
import { decode, streamsOf } from "../harness/probe.mjs";
import { recorded, replayOf } from "../harness/replay.mjs";
import { pause, scenario, until } from "../harness/scenario.mjs";
import { dataFolder, startServer } from "../harness/server.mjs";

const addresses = (server, lesson, token) => call(server, "GET", `/api/v1/lessons/${lesson.id}/playback`, { token });
const text = async (url) => {
  const answer = await fetch(url);
  return answer.status === 200 ? answer.text() : "";
};
const secondsOf = (replay, least, seconds = 40) => until(`${least} s of recording`, async () => (await recorded(replay)).seconds >= least, { seconds, every: 250 });

await scenario("an encoder that drops twice leaves one replay, ready within a second of the end", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson, url } = await liveLesson(server);
  let encoder = publish(t, url);
  const replay = await replayOf(server, lesson, (await person(server)).token);
  await secondsOf(replay, 3);
  assert.match((await recorded(replay)).text, /#EXT-X-PLAYLIST-TYPE:EVENT/);
  for (let i = 1; i <= 2; i++) {
    await encoder.stop("SIGKILL");
    const before = (await recorded(replay)).seconds;
    await pause(1500); // the lecturer's line is down
    encoder = publish(t, url);
    await secondsOf(replay, before + 3);
  }
  await lecturer.api("POST", `/lessons/${lesson.id}/stop`);
  const ended = Date.now();
  await until("the end in the playlist", async () => (await recorded(replay)).ended, { seconds: 5, every: 20 });
  assert.ok(Date.now() - ended <= 1000, `ready after ${Date.now() - ended} ms`);
  const video = await recorded(replay), audio = await recorded(replay, "audio");
  assert.equal(video.breaks, 2);
  assert.equal(audio.breaks, 2);
  assert.ok(Math.abs(video.seconds - audio.seconds) < 0.5, `${video.seconds} s of picture, ${audio.seconds} s of sound`);
  assert.match(video.text, /#EXT-X-PROGRAM-DATE-TIME:/);
  assert.deepEqual([...new Set((await streamsOf(replay)).map(({ codec_type }) => codec_type))].sort(), ["audio", "video"]);
  await decode(replay, 60);
});

await scenario("the files are served in ranges, to those who may watch", async (t) => {
  const server = await startServer(t);
  const { lesson, url } = await liveLesson(server);
  publish(t, url);
  const replay = await replayOf(server, lesson, (await person(server)).token);
  await secondsOf(replay, 2);
  const file = new URL("1-video.mp4", replay);
  const part = await fetch(file, { headers: { range: "bytes=4-7" } });
  assert.equal(part.status, 206);
  assert.equal(await part.text(), "ftyp");
  assert.match(part.headers.get("content-range"), /^bytes 4-7\/\d+$/);
  assert.equal((await fetch(file, { headers: { range: "bytes=99999999999-" } })).status, 416);
  assert.equal((await (await fetch(file)).arrayBuffer()).byteLength > 10_000, true);
  for (const name of ["2-video.mp4", "0-video.mp4", "1-slides.mp4", "lyceum.db"])
    assert.equal((await fetch(new URL(name, replay))).status, 404, name);
  for (const name of ["..%2F..%2Flyceum.db", "%2e%2e%2flyceum.db"])
    assert.ok((await fetch(replay.replace("index.m3u8", name))).status >= 400, name);
  const foreign = replay.replace(/replay\/[^/]+/, (path) => path.slice(0, -1) + (path.endsWith("A") ? "B" : "A"));
  for (const name of ["index.m3u8", "video.m3u8", "1-video.mp4"]) assert.equal((await fetch(new URL(name, foreign))).status, 403, name);
});

await scenario("the lecturer hides, trims, divides and deletes the replay, and takes it home", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson, url } = await liveLesson(server);
  const learner = await person(server);
  const path = `/api/v1/lessons/${lesson.id}`, ask = (who, method, end, body) => call(server, method, path + end, { token: who.token, body });
  assert.equal((await ask(learner, "GET", "")).body.replay, null);
  assert.equal((await ask(learner, "GET", "/replay")).status, 404);
  publish(t, url, "highWithBFrames");
  const replay = await replayOf(server, lesson, learner.token);
  await secondsOf(replay, 4);
  assert.ok((await ask(learner, "GET", "/replay")).body.duration_ms >= 4000, "time shift has its length");
  assert.equal((await ask(lecturer, "DELETE", "/replay")).status, 409);
  await lecturer.api("POST", `/lessons/${lesson.id}/stop`);
  await until("the end", async () => (await recorded(replay)).ended, { seconds: 5 });

  const shaped = { trim: { start_ms: 1000, end_ms: 3500 }, chapters: [{ at_ms: 2000, title: "二" }, { at_ms: 0, title: "One" }] };
  const { body } = await ask(lecturer, "PATCH", "/replay", shaped);
  assert.deepEqual([body.trim, body.chapters.map(({ title }) => title)], [shaped.trim, ["One", "二"]]);
  assert.equal((await ask(lecturer, "PATCH", "/replay", { trim: { start_ms: 0, end_ms: 99_999_999 } })).status, 422);
  assert.equal((await ask(learner, "PATCH", "/replay", { hidden: true })).status, 403);

  const { download } = (await addresses(server, lesson, lecturer.token)).body;
  const movie = new URL(download, server.http).href;
  assert.deepEqual((await streamsOf(movie)).map(({ codec_type }) => codec_type).sort(), ["audio", "video"]);
  await decode(movie, 60);
  const head = Buffer.from(await (await fetch(movie, { headers: { range: "bytes=0-63" } })).arrayBuffer()).toString("latin1");
  assert.ok(head.indexOf("moov") > 0 && head.indexOf("mdat") < 0, "the tables come first");
  assert.equal((await addresses(server, lesson, learner.token)).body.download, undefined);

  await ask(lecturer, "PATCH", "/replay", { hidden: true });
  const own = await replayOf(server, lesson, lecturer.token);
  assert.equal((await ask(learner, "GET", "")).body.replay, null);
  for (const name of ["index.m3u8", "video.m3u8", "1-video.mp4", "lesson-1.mp4"]) {
    assert.equal((await fetch(new URL(name, replay))).status, 404, `${name} of a hidden replay`);
    assert.equal((await fetch(new URL(name, own))).status, 200, name);
  }
  assert.equal((await ask(lecturer, "DELETE", "/replay")).status, 204);
  assert.deepEqual([(await ask(lecturer, "GET", "/replay")).status, (await fetch(own)).status], [404, 404]);
});

// A media playlist's segments: [{from, to, range}], seconds and "offset-last".
async function segmentsOf(replay, track = "video") {
  const { text: playlist } = await recorded(replay, track);
  let at = 0;
  return [...playlist.matchAll(/#EXTINF:([\d.]+)[^]*?#EXT-X-BYTERANGE:(\d+)@(\d+)/g)].map(([, seconds, bytes, offset]) => {
    const from = at;
    at += Number(seconds);
    return { from, to: at, offset: Number(offset), range: `${offset}-${Number(offset) + Number(bytes) - 1}` };
  });
}

await scenario("what is trimmed away is given to staff alone, by whatever address and range", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson, url } = await liveLesson(server);
  const learner = await person(server);
  const path = `/api/v1/lessons/${lesson.id}`, ask = async (who, method, end, body) => (await call(server, method, path + end, { token: who.token, body })).body;
  publish(t, url);
  const old = await replayOf(server, lesson, learner.token), own = await replayOf(server, lesson, lecturer.token);
  await secondsOf(old, 11);
  await until("a small picture", async () => (await (await fetch(new URL("tiles.json", own))).json()).strips[0]?.tiles.length > 0, { seconds: 30 });
  const trim = { start_ms: 4500, end_ms: 7500 }, chapters = [{ at_ms: 1000, title: "One" }, { at_ms: 6000, title: "Two" }, { at_ms: 9000, title: "Three" }];
  await ask(lecturer, "PATCH", "/replay", { trim, chapters });
  assert.equal((await segmentsOf(old)).length, (await segmentsOf(own)).length, "a trim counts once the class is over");
  await lecturer.api("POST", `/lessons/${lesson.id}/stop`);
  await until("the end", async () => (await recorded(old)).ended, { seconds: 5 });

  const all = await segmentsOf(own), kept = all.filter(({ from, to }) => to > 4.5 && from < 7.5), begins = kept[0].from;
  assert.ok(kept.length < all.length && kept.length > 0);
  const fresh = await replayOf(server, lesson, learner.token);
  const get = async (replay, name, range) => {
    const answer = await fetch(new URL(name, replay), { headers: range ? { range: `bytes=${range}` } : {} });
    await answer.arrayBuffer();
    return answer.status;
  };
  for (const replay of [old, fresh]) {
    assert.deepEqual((await segmentsOf(replay)).map(({ range }) => range), kept.map(({ range }) => range));
    for (const track of ["video", "audio"]) for (const { range } of await segmentsOf(replay, track)) assert.equal(await get(replay, `1-${track}.mp4`, range), 206, range);
    const outside = all.filter((one) => !kept.includes(one));
    const [first] = kept, last = kept.at(-1), end = Number(last.range.split("-")[1]);
    const forged = [null, "0-", ...outside.map(({ range }) => range), `${first.offset - 1}-${first.offset}`, `${first.offset}-`, `${end}-${end + 1}`, `${end + 1}-`, "-100", `0-${end}`];
    for (const range of forged) assert.equal(await get(replay, "1-video.mp4", range), 403, `${range}`);
    const sound = await segmentsOf(own, "audio"), heard = (await segmentsOf(replay, "audio")).map(({ range }) => range);
    for (const { range } of sound.filter((one) => !heard.includes(one.range))) assert.equal(await get(replay, "1-audio.mp4", range), 403, `sound ${range}`);
    for (const range of [null, "0-"]) assert.equal(await get(replay, "1-audio.mp4", range), 403);
    assert.equal(await get(replay, "1-tiles.strip"), 403);
    const [{ duration }] = await streamsOf(new URL("lesson-1.mp4", replay).href);
    assert.ok(Math.abs(Number(duration) - (kept.at(-1).to - begins)) < 0.2, `${duration} s to download`);
    await decode(replay, 30);
  }
  assert.equal(await get(own, "1-video.mp4"), 200);
  assert.deepEqual((await segmentsOf(own)).length, all.length);

  const told = await ask(learner, "GET", "/replay"), whole = await ask(lecturer, "GET", "/replay");
  assert.ok(Math.abs(told.duration_ms - 1000 * (kept.at(-1).to - begins)) <= 2, `${told.duration_ms} ms`);
  assert.ok(Math.abs(told.trim.start_ms - (4500 - 1000 * begins)) <= 2 && told.trim.end_ms - told.trim.start_ms === 3000);
  assert.deepEqual(told.chapters, [{ at_ms: told.trim.start_ms, title: "One" }, { at_ms: told.trim.start_ms + 1500, title: "Two" }]);
  assert.deepEqual([whole.trim, whole.chapters], [trim, chapters]);
  assert.equal((await ask(learner, "GET", "")).replay.duration_ms, 3000);

  await ask(lecturer, "PATCH", "/replay", { trim: null });
  assert.equal((await segmentsOf(old)).length, all.length, "it can be undone");
  assert.equal(await get(old, "1-video.mp4"), 200);
});

await scenario("kill -9 while recording: what was finished plays, the class goes on in the same recording", async (t) => {
  const data = dataFolder(t);
  const first = await startServer(t, { data });
  const { lecturer, lesson, key, url } = await liveLesson(first);
  publish(t, url);
  const before = await replayOf(first, lesson, lecturer.token);
  await secondsOf(before, 5);
  const kept = (await recorded(before)).seconds;
  await first.kill();
  // The end of a file is torn: the disk had not got all of it.
  const folder = join(data, "media", lesson.id), torn = join(folder, "1-video.mp4");
  truncateSync(torn, statSync(torn).size - 100);

  const second = await startServer(t, { data });
  const replay = before.replace(first.http, second.http);
  await until("the recording", async () => (await recorded(replay)).seconds > 0);
  const found = await recorded(replay);
  assert.ok(found.seconds >= kept - 2.1, `${found.seconds} of ${kept} s are left`);
  assert.ok(!found.ended, "the class is live");
  publish(t, `rtmp://${second.rtmp}/live/${key}`);
  await secondsOf(replay, found.seconds + 3);
  assert.equal((await call(second, "POST", `/api/v1/lessons/${lesson.id}/stop`, { token: lecturer.token })).status, 200);
  await until("the end", async () => (await recorded(replay)).ended, { seconds: 5 });
  assert.equal((await recorded(replay)).breaks, 1);
  const files = readdirSync(folder).filter((name) => !name.endsWith("-tiles.strip")).sort();
  assert.deepEqual(files, ["1-audio.mp4", "1-video.mp4", "2-audio.mp4", "2-video.mp4"]);
  await decode(replay, 60);
});

await scenario("a disk without room stops the recording and not the class", async (t) => {
  const server = await startServer(t, { env: { LYCEUM_RECORD_RESERVE_MB: "99999999" } });
  const { lecturer, lesson, url } = await liveLesson(server);
  publish(t, url);
  const { hls, replay } = (await addresses(server, lesson, lecturer.token)).body;
  await until("the live picture", async () => /#EXTINF/.test(await text(new URL(hls.replace("index", "video"), server.http))), { seconds: 20 });
  await until("a word in the log", () => /recording stopped.*store_full/.test(server.log()), { seconds: 20 });
  assert.equal((await fetch(new URL(replay, server.http))).status, 404);
  await decode(new URL(hls, server.http).href, 4);
});

await scenario("what is not live is not recorded", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson, url } = await liveLesson(server, { start: false });
  publish(t, url);
  const { hls, replay } = (await addresses(server, lesson, lecturer.token)).body;
  await until("the preview", async () => /#EXTINF/.test(await text(new URL(hls.replace("index", "video"), server.http))), { seconds: 20 });
  assert.equal(replay, undefined);
  assert.deepEqual(readdirSync(join(server.data, "media")), []);
});
