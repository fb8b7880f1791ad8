// The disk under a class fills up and empties again, cannot be written at all, or holds what nobody of us has put there.
import assert from "node:assert/strict";
import { closeSync, openSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync, writeSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { publish } from "../harness/encoder.mjs";
import { watchFlv } from "../harness/flv.mjs";
import { mountDisk, ownMounts } from "../harness/mounts.mjs";
import { call, liveLesson, person, playback } from "../harness/people.mjs";
import { decode } from "../harness/probe.mjs";
import { chance } from "../harness/random.mjs";
import { recorded, replayOf } from "../harness/replay.mjs";
import { joinRoom } from "../harness/room.mjs";
import { scenario, until } from "../harness/scenario.mjs";
import { command, dataFolder, startServer } from "../harness/server.mjs";

const mayMount = ownMounts();
const secondsOf = (replay, least) => until(`${least} s of recording`, async () => (await recorded(replay)).seconds >= least, { seconds: 40, every: 250 });

// Writes until there is no byte left.
function fill(file) {
  const descriptor = openSync(file, "a"), piece = Buffer.alloc(1 << 16);
  try {
    for (let size = piece.length; size > 0;) {
      try {
        writeSync(descriptor, piece, 0, size);
      } catch {
        size >>= 1;
      }
    }
  } finally {
    closeSync(descriptor);
  }
}

if (mayMount) await scenario("the last byte of the disk is gone: the class goes on, says so, loses nothing that it promised, and records again when there is room", async (t) => {
  const data = dataFolder(t), disk = mountDisk(t, data, 48);
  const server = await startServer(t, { data, env: { LYCEUM_RECORD_RESERVE_MB: "1" } });
  const { lecturer, lesson, url } = await liveLesson(server);
  const learner = await person(server);
  publish(t, url);
  const room = await joinRoom(t, server, lesson, learner.token);
  const staff = await joinRoom(t, server, lesson, lecturer.token);
  const replay = await replayOf(server, lesson, learner.token);
  await secondsOf(replay, 4);
  const places = await playback(server, lesson, learner.token);
  const flv = await watchFlv(t, places.flv);
  const promised = [];
  const talk = async (text) => {
    const answer = await staff.say(text);
    if (answer.ok) promised.push(text);
    return answer;
  };
  assert.ok((await talk("there is room")).ok);

  fill(join(data, "filler"));
  const state = () => lecturer.api("GET", `/lessons/${lesson.id}/stream`).catch(() => ({}));
  await until("the fault", async () => (await state()).recording_fault?.code === "store_full", { seconds: 20 });
  const kept = (await recorded(replay)).segments;
  for (let i = 0; i < 60; i++) {
    fill(join(data, "filler"));
    const { err } = await talk(`no room ${i}`);
    if (err) assert.equal(err.code, "not_saved", "a refusal that says what happened");
  }
  const before = flv.length();
  await decode(places.hls, 4);
  assert.ok(flv.length() > before && flv.open(), "the picture goes on");
  assert.deepEqual([room, staff].map(({ socket }) => socket.readyState), [1, 1], "the room stays open");
  assert.equal((await call(server, "GET", "/healthz")).status, 200);
  assert.deepEqual((await recorded(replay)).segments, kept, "what was recorded is still there");
  await decode(new URL("1-video.mp4", replay).href, 60);

  rmSync(join(data, "filler"));
  await until("the recording again", async () => (await state()).recording_fault === null, { seconds: 20 });
  await until("a word", async () => (await talk("room again")).ok, { seconds: 10, every: 500 });
  await until("another stretch", async () => (await recorded(replay)).segments.length > kept.length + 1, { seconds: 20 });
  await lecturer.api("POST", `/lessons/${lesson.id}/stop`);
  await until("the end", async () => (await recorded(replay)).ended, { seconds: 5 });
  await decode(replay, 60);
  await server.stop();

  const again = await startServer(t, { data });
  const { hello } = await joinRoom(t, again, lesson, lecturer.token);
  const texts = hello.state.comments.map(({ text }) => text);
  for (const text of promised.slice(-40)) assert.ok(texts.includes(text), `"${text}" was promised`);
  disk.remount("size=64m");
}, { seconds: 150 });

if (mayMount) await scenario("a data folder that cannot be written is refused at the start, with a word that helps", async (t) => {
  const data = dataFolder(t), disk = mountDisk(t, data, 32);
  const says = async (what) => {
    const { code, out, err } = await command(["serve", "--data", data, "--http", "127.0.0.1:0", "--rtmp", "127.0.0.1:0"]);
    assert.ok(code > 0, `${what}: ended with ${code}`);
    assert.match(out + err, new RegExp(data), `${what}: which folder`);
    assert.match(out + err, /[Rr]ead-only|cannot be written|readonly/, `${what}: what is wrong with it`);
    assert.doesNotMatch(out + err, /terminate called|Assertion/);
  };
  disk.remount("ro");
  await says("a new one");
  disk.remount("rw");
  const first = await startServer(t, { data });
  await liveLesson(first);
  await first.stop();
  disk.remount("ro");
  await says("one that was used");
  disk.remount("rw");
  await startServer(t, { data });
});

await scenario("what strangers put among the recordings harms neither the server nor the replay", async (t) => {
  const { between } = chance(t);
  const data = dataFolder(t);
  const first = await startServer(t, { data });
  const { lecturer, lesson, url } = await liveLesson(first);
  publish(t, url);
  await secondsOf(await replayOf(first, lesson, lecturer.token), 4);
  await lecturer.api("POST", `/lessons/${lesson.id}/stop`);
  await first.stop();

  const folder = join(data, "media", lesson.id), good = readFileSync(join(folder, "1-video.mp4"));
  const put = (name, bytes) => writeFileSync(join(folder, name), bytes);
  const noise = (size) => Buffer.from(Array.from({ length: size }, () => between(0, 256)));
  const bent = (change) => { const bytes = Buffer.from(good); change(bytes); return bytes; };
  put("2-video.mp4", noise(50_000));
  put("3-video.mp4", Buffer.alloc(0));
  put("4-video.mp4", bent((bytes) => bytes.writeUInt32BE(0xffffffff, 0)));
  put("5-video.mp4", bent((bytes) => { for (let at = bytes.indexOf("moof") - 4; at > 0; at = bytes.indexOf("moof", at + 8) - 4) bytes.writeUInt32BE(7, at); }));
  put("6-video.mp4", bent((bytes) => bytes.fill(0xff, bytes.indexOf("moof") + 8, bytes.indexOf("moof") + 60)));
  put("7-video.mp4", bent((bytes) => { for (let i = 0; i < 200; i++) bytes[Math.floor(between(0, bytes.length))] = between(0, 256); }));
  put("8-video.mp4", good.subarray(0, Math.floor(between(100, good.length))));
  put("1-tiles.strip", noise(5000));
  put("999999999999999999-video.mp4", good);
  put("notes.txt", "mine");
  symlinkSync("/etc/passwd", join(folder, "9-video.mp4"));
  symlinkSync(folder, join(folder, "10-video.mp4"));
  execFileSync("mkfifo", [join(folder, "11-video.mp4")]);

  const second = await startServer(t, { data });
  const replay = (await replayOf(second, lesson, lecturer.token));
  const found = await until("the replay", async () => { const list = await recorded(replay); return list.ended && list; }, { seconds: 10 });
  assert.ok(found.segments.filter((segment) => segment.startsWith("1-video.mp4 ")).length >= 2, "what we recorded is there");
  await decode(new URL("1-video.mp4", replay).href, 10);
  for (const file of found.files) { // whatever is listed lies inside its file
    const size = statSync(join(folder, file)).size;
    for (const segment of found.segments.filter((one) => one.startsWith(`${file} `))) {
      const [length, offset] = segment.split(" ")[1].split("@").map(Number);
      assert.ok(offset + length <= size, segment);
    }
  }
  for (const name of ["9-video.mp4", "10-video.mp4", "11-video.mp4", "notes.txt"]) {
    const answer = await fetch(new URL(name, replay), { signal: AbortSignal.timeout(3000) });
    assert.equal(answer.status, 404, name);
  }
  assert.ok(readdirSync(folder).includes("notes.txt"), "what is not ours is left alone");
  assert.equal((await call(second, "GET", "/healthz")).status, 200);
  const { download } = await playback(second, lesson, lecturer.token);
  if (download) assert.equal((await fetch(download)).status, 200);
}, { seconds: 60 });
