// Encoders that fail in every way an encoder can, in one class: nobody who watches is sent away, and one replay is left.
import assert from "node:assert/strict";
import { flvTags, tagStream, watchFlv } from "../harness/flv.mjs";
import { followHls } from "../harness/hls.mjs";
import { hevc } from "../harness/hevc.mjs";
import { liveLesson, person, playback } from "../harness/people.mjs";
import { decode } from "../harness/probe.mjs";
import { chance } from "../harness/random.mjs";
import { recorded, replayOf } from "../harness/replay.mjs";
import { joinRoom } from "../harness/room.mjs";
import { pause, scenario, until } from "../harness/scenario.mjs";
import { film, send } from "../harness/sender.mjs";
import { startServer } from "../harness/server.mjs";

const small = (...more) => ["-f", "lavfi", "-i", "testsrc2=size=320x180:rate=30", "-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000",
  "-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-pix_fmt", "yuv420p", "-g", "30", "-threads", "1", ...more, "-c:a", "aac", "-b:a", "64k"];
const publishing = async (lecturer, lesson) => (await lecturer.api("GET", `/lessons/${lesson.id}/stream`)).publishing;

// A class with a viewer of each kind who stays to the end → {…, check(): what must hold of all of them, end()}.
async function watched(t, server) {
  const { lecturer, lesson, key } = await liveLesson(server);
  const learner = await person(server);
  const room = await joinRoom(t, server, lesson, learner.token);
  const places = await playback(server, lesson, learner.token);
  const times = { 8: [], 9: [] };
  let flv = null, hls = null, problem = null;
  const tune = async () => { // once the stream is there
    flv ??= await watchFlv(t, places.flv, { onChunk: tagStream(({ type, time }) => times[type]?.push(time)) });
    if (hls) return;
    await until("a playlist", async () => (await fetch(new URL("video.m3u8", places.hls))).status === 200, { seconds: 20 });
    hls = followHls(t, new URL("video.m3u8", places.hls), () => {});
    hls.done.catch((found) => { problem = found; });
  };
  const check = () => {
    assert.equal(problem, null, "the HLS player lost its way");
    assert.ok(flv.open(), "the FLV player was hung up on");
    assert.equal(room.socket.readyState, 1, "the room was closed");
    for (const list of Object.values(times)) assert.ok(list.every((time, i) => i === 0 || time >= list[i - 1]), "times of the FLV stream go back");
  };
  const end = async () => {
    check();
    const replay = await replayOf(server, lesson, learner.token);
    await lecturer.api("POST", `/lessons/${lesson.id}/stop`);
    const ended = Date.now();
    await until("the end of the replay", async () => (await recorded(replay)).ended, { seconds: 5, every: 20 });
    assert.ok(Date.now() - ended <= 1000, `ready after ${Date.now() - ended} ms`);
    await hls.done;
    return { replay, video: await recorded(replay), audio: await recorded(replay, "audio") };
  };
  return { lecturer, lesson, key, room, times, tune, check, end };
}

await scenario("an encoder that drops ten times at random leaves one class and one replay", async (t) => {
  const { between, pick } = chance(t);
  const server = await startServer(t);
  const { lecturer, lesson, key, room, tune, check, end } = await watched(t, server);
  const tags = film(small(), 6);
  let onAir = 0;
  for (let i = 0; i < 10; i++) {
    const encoder = await send(t, server.rtmp, key, tags);
    const began = performance.now();
    if (i === 0) await tune();
    await pause(between(1000, 2500));
    onAir += performance.now() - began;
    pick([() => encoder.stop(), () => encoder.raw.socket.resetAndDestroy(), () => encoder.raw.socket.end()])();
    await until("the pause", async () => !(await publishing(lecturer, lesson)));
    check();
    await pause(between(0, 900));
  }
  const { replay, video, audio } = await end();
  assert.ok(Math.abs(video.seconds - onAir / 1000) < 5, `${video.seconds} s recorded of ${onAir / 1000} s`);
  assert.ok(Math.abs(video.seconds - audio.seconds) < 1, `${video.seconds} s of picture, ${audio.seconds} s of sound`);
  assert.ok(video.breaks <= 9 && video.breaks >= 5, `${video.breaks} breaks`);
  const comings = room.events.filter(({ type }) => type === "stream");
  assert.equal(comings.filter(({ on }) => on).length, 10);
  assert.equal(room.events.filter(({ type }) => type === "phase").length, 0, "the class itself never ended or began again");
  await decode(replay, 60);
}, { seconds: 150 });

await scenario("another size, another codec, a clock that begins anew, leaps or wraps: the class goes on as time does", async (t) => {
  const server = await startServer(t);
  const { key, times, tune, check, end } = await watched(t, server);
  const tags = film(small(), 4), large = film(small("-s", "640x360"), 3), other = hevc(3);
  const began = performance.now();
  const leap = (by) => ({ time }) => (time < 2000 ? time : time + by);
  const sent = [
    [tags, ({ time }) => time], [large, ({ time }) => time], [other, ({ time }) => time],
    [tags, leap(3_600_000)], [tags, ({ time }) => leap(-3_600_000)({ time }) + 4_000_000], [tags, ({ time }) => 2 ** 32 - 2000 + time], [tags, ({ time }) => 2 ** 31 - 2000 + time],
  ];
  for (const [list, change] of sent) {
    const encoder = await send(t, server.rtmp, key, list, change);
    await tune();
    await encoder.done;
    assert.ok(encoder.raw.open, `the encoder was hung up on: ${server.log().split("\n").filter((line) => line.includes("rtmp end")).at(-1)}`);
    encoder.stop();
    check();
  }
  const wall = performance.now() - began, shown = times[9].at(-1) - times[9][0];
  assert.ok(Math.abs(shown - wall) < 2500, `${shown} ms of the stream in ${wall} ms`);
  const gaps = times[9].map((time, i) => time - (times[9][i - 1] ?? time));
  assert.ok(Math.max(...gaps) < 2000, `a gap of ${Math.max(...gaps)} ms`);
  const { replay, video } = await end();
  const length = sent.reduce((sum, [list]) => sum + list.at(-1).time / 1000, 0);
  assert.ok(Math.abs(video.seconds - length) < 2.5, `${video.seconds} s recorded of ${length} s`);
  for (const file of video.files) await decode(new URL(file, replay).href, 20);
}, { seconds: 150 });

await scenario("without a key frame for half a minute, who watches goes on and who comes hears", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson, key, times, tune, check, end } = await watched(t, server);
  const tags = film(small("-g", "960", "-keyint_min", "960", "-sc_threshold", "0"), 37);
  await send(t, server.rtmp, key, tags);
  await tune();
  await pause(24_000);
  check();
  assert.ok(times[9].length > 30 * 20, `${times[9].length} pictures in 24 s`);
  const late = await watchFlv(t, (await playback(server, lesson, lecturer.token)).flv);
  const { findings } = await lecturer.api("GET", `/lessons/${lesson.id}/stream`);
  assert.ok(findings.some(({ code }) => code === "no_key_frame"), "the studio says so");
  await until("a picture for who came late", () => flvTags(late.bytes()).some((tag) => tag.key), { seconds: 15 });
  await pause(3000);
  const { replay, video } = await end();
  assert.ok(video.seconds > 30, `${video.seconds} s recorded`);
  await decode(replay, 60);
}, { seconds: 120 });
