// What encoders send comes out as HLS that decodes without one word of complaint, and reports its own shape in the studio.
import assert from "node:assert/strict";
import { publish } from "../harness/encoder.mjs";
import { call, liveLesson, person, playlist } from "../harness/people.mjs";
import { decode, streamsOf } from "../harness/probe.mjs";
import { scenario, until } from "../harness/scenario.mjs";
import { startServer } from "../harness/server.mjs";

// The multivariant playlist, as soon as it lists something to play.
async function playable(server, lesson, token) {
  const url = await playlist(server, lesson, token);
  await until("the first segment", async () => {
    const main = await fetch(url);
    if (main.status !== 200) return false;
    const names = [...(await main.text()).matchAll(/^(?:#EXT-X-MEDIA:.*URI="([^"]+)"|([^#\s].*))$/gm)].map((found) => found[1] ?? found[2]);
    const media = await Promise.all(names.map(async (name) => (await fetch(new URL(name, url))).text()));
    return names.length > 0 && media.every((text) => /#EXTINF/.test(text));
  }, { seconds: 30 });
  return url;
}

const kinds = (streams) => streams.map(({ codec_type, codec_name }) => `${codec_type} ${codec_name}`).sort();

async function playsThrough(t, stream, expected) {
  const server = await startServer(t);
  const { lecturer, lesson, url } = await liveLesson(server);
  publish(t, url, stream);
  const learner = await person(server);
  const hls = await playable(server, lesson, learner.token);
  assert.deepEqual([...new Set(kinds(await streamsOf(hls)))], expected);
  await decode(hls, 6);
  return { server, lecturer, lesson, hls };
}

await scenario("H.264 High with B-frames and AAC 44.1 kHz stereo decode without an error", async (t) => {
  const { lecturer, lesson } = await playsThrough(t, "highWithBFrames", ["audio aac", "video h264"]);
  const stream = await lecturer.api("GET", `/lessons/${lesson.id}/stream`);
  assert.equal(stream.publishing, true);
  assert.deepEqual([stream.video.codec, stream.video.width, stream.video.height, stream.video.b_frames], ["h264", 640, 360, true]);
  // Frames that arrive in a second: on a machine that is too busy, ffmpeg itself falls behind for a while.
  await until("30 frames a second", async () => {
    const now = await lecturer.api("GET", `/lessons/${lesson.id}/stream`);
    return Math.abs((now.video?.fps ?? 0) - 30) < 2;
  }, { seconds: 30, every: 500 });
  assert.ok(Math.abs(stream.video.keyframe_interval_ms - 2000) < 100, `key frames every ${stream.video.keyframe_interval_ms} ms`);
  assert.deepEqual([stream.audio.codec, stream.audio.sample_rate, stream.audio.channels], ["aac", 44100, 2]);
});

await scenario("sound without a picture starts at once and decodes", (t) => playsThrough(t, "audioOnly", ["audio aac"]));

await scenario("a picture without sound starts at once and decodes", (t) => playsThrough(t, "videoOnly", ["video h264"]));

await scenario("OBS's own defaults, a key frame every 8.3 s, decode without an error", (t) => playsThrough(t, "obsDefaults", ["audio aac", "video h264"]));

await scenario("an encoder that returns takes over at once and the playlist goes on", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson, url } = await liveLesson(server);
  const first = publish(t, url);
  const hls = await playable(server, lesson, lecturer.token);
  const sequence = async () => Number((await (await fetch(new URL("video.m3u8", hls))).text()).match(/#EXT-X-MEDIA-SEQUENCE:(\d+)/)[1]);
  const before = await sequence();
  first.stop("SIGKILL");
  const second = publish(t, url);
  await until("a discontinuity in the playlist", async () => /#EXT-X-DISCONTINUITY\b/.test(await (await fetch(new URL("video.m3u8", hls))).text()), { seconds: 20 });
  assert.ok((await sequence()) >= before, "the media sequence fell");
  assert.equal(second.log(), "");
  await decode(hls, 4);
});

await scenario("listening only asks for no byte of the picture", async (t) => {
  const server = await startServer(t);
  const { lesson, url } = await liveLesson(server);
  publish(t, url);
  const hls = await playable(server, lesson, (await person(server)).token);
  const main = await (await fetch(hls)).text();
  assert.match(main, /#EXT-X-MEDIA:TYPE=AUDIO/);
  const audio = new URL("audio.m3u8", hls);
  const streams = await streamsOf(audio.href);
  assert.deepEqual(kinds(streams), ["audio aac"]);
});

await scenario("playlists are low-latency ones and block until the part is there", async (t) => {
  const server = await startServer(t);
  const { lesson, url } = await liveLesson(server);
  publish(t, url);
  const hls = await playable(server, lesson, (await person(server)).token);
  const text = await (await fetch(new URL("video.m3u8", hls))).text();
  const number = (pattern) => Number(text.match(pattern)?.[1]);
  assert.match(text, /CAN-BLOCK-RELOAD=YES/);
  assert.match(text, /#EXT-X-PROGRAM-DATE-TIME:/);
  assert.match(text, /#EXT-X-PRELOAD-HINT:TYPE=PART/);
  const target = number(/PART-TARGET=([\d.]+)/);
  assert.ok(target > 0.3 && target < 0.4, `PART-TARGET=${target}`);
  assert.ok(number(/PART-HOLD-BACK=([\d.]+)/) >= 3 * target - 1e-6, "PART-HOLD-BACK is at least three part targets");
  // Ask for a part that is not there yet: the answer comes with it, not before.
  const sequence = number(/#EXT-X-MEDIA-SEQUENCE:(\d+)/) + (text.match(/#EXTINF/g) ?? []).length;
  const parts = text.split(/#EXTINF/).pop().match(/#EXT-X-PART:/g)?.length ?? 0;
  const answer = await fetch(new URL(`video.m3u8?_HLS_msn=${sequence}&_HLS_part=${parts + 1}`, hls));
  assert.equal(answer.status, 200);
  const far = await fetch(new URL(`video.m3u8?_HLS_msn=${sequence + 10}`, hls));
  assert.equal(far.status, 400);
  // The hinted part blocks too, and is then whole.
  const hint = (await answer.text()).match(/#EXT-X-PRELOAD-HINT:TYPE=PART,URI="([^"]+)"/)[1];
  const part = new Uint8Array(await (await fetch(new URL(hint, hls))).arrayBuffer());
  assert.equal(new TextDecoder().decode(part.slice(4, 8)).match(/styp|moof/)?.length, 1);
});

await scenario("a key that was made up, and the public id used as a key, publish nothing", async (t) => {
  const server = await startServer(t);
  const { lesson, key, url } = await liveLesson(server);
  for (const wrong of ["no-such-key", lesson.id, key.slice(0, -1)]) {
    const encoder = publish(t, url.replace(key, wrong), "simple", { seconds: 5 });
    const { code, log } = await encoder.ended;
    assert.notEqual(code, 0, `ffmpeg was let in with ${wrong === lesson.id ? "the lesson's id" : "a wrong key"}`);
    assert.doesNotMatch(log, /Publish\.Start/);
  }
  assert.ok(!server.log().includes(key), "the stream key is in the log");
});

await scenario("a rotated key opens, and the one before the last does not", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson, key } = await liveLesson(server);
  await lecturer.api("POST", `/lessons/${lesson.id}/ingest/rotate`);
  const { key: newest } = await lecturer.api("POST", `/lessons/${lesson.id}/ingest/rotate`);
  assert.notEqual(newest, key);
  const old = publish(t, `rtmp://${server.rtmp}/live/${key}`, "simple", { seconds: 4 });
  assert.notEqual((await old.ended).code, 0);
  publish(t, `rtmp://${server.rtmp}/live/${newest}`);
  await until("publishing", async () => (await lecturer.api("GET", `/lessons/${lesson.id}/stream`)).publishing);
});

await scenario("who may not watch gets no byte: 403 problems for foreign and made-up tokens", async (t) => {
  const server = await startServer(t);
  const { url, lesson, lecturer } = await liveLesson(server, { access: { kind: "password", password: "open sesame" } });
  publish(t, url);
  const hls = await playable(server, lesson, lecturer.token);
  const stranger = await person(server);
  const refused = await call(server, "GET", `/api/v1/lessons/${lesson.id}/playback`, { token: stranger.token });
  assert.equal(refused.status, 403);
  assert.match(refused.headers.get("content-type"), /application\/problem\+json/);
  const token = new URL(hls).pathname.split("/")[2];
  const other = await lecturer.api("POST", "/lessons", { title: "Another", kind: "live", access: { kind: "free" } });
  const middle = Math.floor(token.length / 2);
  const bent = token.slice(0, middle) + (token[middle] === "A" ? "B" : "A") + token.slice(middle + 1);
  for (const path of [`/hls/${bent}/${lesson.id}/index.m3u8`, `/hls/${token}/${other.id}/index.m3u8`, `/hls/x/${lesson.id}/video.m3u8`]) {
    const answer = await call(server, "GET", path);
    assert.equal(answer.status, 403, path);
    assert.match(answer.headers.get("content-type"), /application\/problem\+json/);
    assert.ok(answer.body.code, "a stable code");
  }
  const entered = await call(server, "POST", `/api/v1/lessons/${lesson.id}/access`, { token: stranger.token, body: { password: "open sesame" } });
  assert.equal(entered.status, 200);
  assert.equal((await fetch(await playlist(server, lesson, stranger.token))).status, 200);
});
