// Uploads that break off, files that are hostile, people who may not: the server goes on, and somebody reads why.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { publish } from "../harness/encoder.mjs";
import { call, liveLesson, person, playback } from "../harness/people.mjs";
import { decode } from "../harness/probe.mjs";
import { pause, scenario, until } from "../harness/scenario.mjs";
import { dataFolder, startServer } from "../harness/server.mjs";
import { aac, beginUpload, film, giveUp, h264, lessonOf, sendPiece, settled, uploadAll, uploadedLesson, whereItStands } from "../harness/tus.mjs";
import { childrenOf } from "../harness/worker.mjs";

const uploads = (server) => { try { return readdirSync(join(server.data, "uploads")); } catch { return []; } };

await scenario("an upload goes on where it was after the server was killed", async (t) => {
  const data = dataFolder(t), film1 = readFileSync(film(data, "a.mp4", [...h264, ...aac]));
  const first = await startServer(t, { data });
  const { lecturer, lesson } = await uploadedLesson(first);
  const { token } = lecturer, half = Math.floor(film1.length / 2);
  const url = (await beginUpload(first, lesson, token, film1.length)).headers.get("location");
  assert.equal((await sendPiece(first, url, token, 0, film1.subarray(0, half))).status, 204);
  await first.kill();
  const second = await startServer(t, { data });
  const stands = await whereItStands(second, url, token);
  assert.deepEqual([stands.status, stands.offset], [200, half]);
  assert.equal(stands.headers.get("upload-length"), String(film1.length));
  assert.ok(Date.parse(stands.headers.get("upload-expires")) > Date.now() + 40 * 3600_000);
  assert.equal(stands.headers.get("tus-resumable"), "1.0.0");
  assert.equal((await sendPiece(second, url, token, half - 10, film1.subarray(half - 10))).status, 409, "from where it stands only");
  assert.equal((await sendPiece(second, url, token, half, film1.subarray(half))).status, 204);
  const ready = await settled(second, lesson, token);
  assert.equal(ready.upload, null, JSON.stringify(ready.upload));
  await decode((await playback(second, lesson, token)).replay, 30);
});

await scenario("a file that is being prepared when the server is killed is prepared again", async (t) => {
  const data = dataFolder(t);
  const long = film(data, "long.webm", ["-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-b:v", "1M", "-c:a", "libopus"], { seconds: 60, size: "640x360" });
  const first = await startServer(t, { data });
  const { lecturer, lesson } = await uploadedLesson(first);
  await uploadAll(first, lesson, lecturer.token, long, "long.webm");
  await until("the preparing to begin", async () => (await lessonOf(first, lesson, lecturer.token)).upload?.progress > 50, { seconds: 60 });
  assert.equal((await lessonOf(first, lesson)).replay, null, "half of it is nobody's to see");
  await first.kill();
  const second = await startServer(t, { data });
  assert.equal((await lessonOf(second, lesson, lecturer.token)).upload.state, "preparing");
  const ready = await settled(second, lesson, lecturer.token, 120);
  assert.equal(ready.upload, null, JSON.stringify(ready.upload));
  assert.ok(Math.abs(ready.replay.duration_ms - 60_000) < 300, `${ready.replay.duration_ms} ms`);
  assert.deepEqual(uploads(second), []);
}, { seconds: 180 });

await scenario("the old recording plays until the new one is ready, and then the new one", async (t) => {
  const folder = dataFolder(t);
  const server = await startServer(t);
  const { lecturer, lesson } = await uploadedLesson(server);
  await uploadAll(server, lesson, lecturer.token, film(folder, "a.mp4", [...h264, ...aac], { seconds: 4 }));
  await settled(server, lesson, lecturer.token);
  const { replay } = await playback(server, lesson, lecturer.token);
  const before = await (await fetch(new URL("video.m3u8", replay))).text();
  assert.match(before, /"1-video\.mp4|1-video\.mp4/);
  await uploadAll(server, lesson, lecturer.token, Buffer.from("no film at all, but a text. ".repeat(1000)), "notes.mp4");
  const refused = await settled(server, lesson, lecturer.token);
  assert.equal(refused.upload.problem.code, "file_not_media");
  assert.equal(await (await fetch(new URL("video.m3u8", replay))).text(), before);
  await uploadAll(server, lesson, lecturer.token, film(folder, "b.mp4", [...h264, ...aac], { seconds: 8 }));
  const after = await settled(server, lesson, lecturer.token);
  assert.ok(Math.abs(after.replay.duration_ms - 8000) < 200, `${after.replay.duration_ms} ms`);
  assert.match(await (await fetch(new URL("video.m3u8", replay))).text(), /2-video\.mp4/);
  assert.deepEqual(readdirSync(join(server.data, "media", lesson.id)).filter((name) => !name.endsWith(".strip")).sort(), ["2-audio.mp4", "2-video.mp4"]);
  await decode(replay, 30);
});

await scenario("only staff upload, and only what they may watch is given to others", async (t) => {
  const folder = dataFolder(t);
  const server = await startServer(t);
  const { lecturer, lesson } = await uploadedLesson(server, "video", { access: { kind: "password", password: "willow" } });
  const other = await person(server, "lecturer"), learner = await person(server);
  const path = film(folder, "a.mp4", [...h264, ...aac], { seconds: 3 });
  const url = (await beginUpload(server, lesson, lecturer.token, 1000)).headers.get("location");
  for (const [who, status] of [[undefined, 401], [other.token, 403], [learner.token, 403]]) {
    assert.equal((await beginUpload(server, lesson, who, 1000)).status, status);
    assert.equal((await whereItStands(server, url, who)).status, status);
    assert.equal((await sendPiece(server, url, who, 0, Buffer.alloc(10))).status, status);
    assert.equal((await giveUp(server, url, who)).status, status);
    assert.equal((await call(server, "GET", `/api/v1/lessons/${lesson.id}/upload`, { token: who })).status, status);
  }
  assert.equal((await lessonOf(server, lesson, learner.token)).upload, null);
  await uploadAll(server, lesson, lecturer.token, path);
  await settled(server, lesson, lecturer.token);
  await until("its opening", async () => (await lessonOf(server, lesson)).state === "ended");
  assert.equal((await call(server, "GET", `/api/v1/lessons/${lesson.id}/playback`, { token: learner.token })).status, 403);
  await learner.api("POST", `/lessons/${lesson.id}/access`, { password: "willow" });
  const { replay, download } = await playback(server, lesson, learner.token);
  assert.equal((await fetch(replay)).status, 200);
  assert.equal(download, undefined);
  const forged = replay.replace(/replay\/[^/]+/, (found) => found.slice(0, -1) + (found.endsWith("A") ? "B" : "A"));
  for (const name of ["index.m3u8", "video.m3u8", "1-video.mp4"]) assert.equal((await fetch(new URL(name, forged))).status, 403, name);
});

await scenario("before its time only staff watch an uploaded lesson; then everybody does, and has no class", async (t) => {
  const folder = dataFolder(t);
  const server = await startServer(t);
  const { lecturer, lesson } = await uploadedLesson(server, "video", { starts_at: new Date(Date.now() + 3600_000).toISOString() });
  const learner = await person(server);
  for (const end of ["start", "stop"]) assert.equal((await call(server, "POST", `/api/v1/lessons/${lesson.id}/${end}`, { token: lecturer.token })).status, 409, end);
  assert.equal((await call(server, "GET", `/api/v1/lessons/${lesson.id}/ingest`, { token: lecturer.token })).status, 409);
  await uploadAll(server, lesson, lecturer.token, film(folder, "a.mp4", [...h264, ...aac], { seconds: 3 }));
  assert.equal((await settled(server, lesson, lecturer.token)).state, "scheduled");
  assert.equal((await call(server, "GET", `/api/v1/lessons/${lesson.id}/playback`, { token: learner.token })).status, 409);
  const { replay } = await playback(server, lesson, lecturer.token);
  assert.equal((await fetch(replay)).status, 200, "staff look before");
  await lecturer.api("PATCH", `/lessons/${lesson.id}`, { starts_at: new Date(Date.now() + 2000).toISOString() });
  await until("its opening", async () => (await lessonOf(server, lesson)).state === "ended", { seconds: 10 });
  assert.equal((await fetch((await playback(server, lesson, learner.token)).replay)).status, 200);
  const list = async (query) => (await call(server, "GET", `/api/v1/lessons?${query}`)).body.items.map(({ id }) => id);
  assert.deepEqual([await list("state=ended&kind=video,audio"), await list("state=ended&kind=live")], [[lesson.id], []]);
});

await scenario("an upload keeps to tus, to its limits and to the disk", async (t) => {
  const server = await startServer(t, { env: { LYCEUM_UPLOAD_MAX_MB: "1" } });
  const { lecturer, lesson } = await uploadedLesson(server);
  const { token } = lecturer, path = `/api/v1/lessons/${lesson.id}/upload`;
  const options = await call(server, "OPTIONS", path, { token });
  assert.deepEqual([options.status, options.headers.get("tus-version"), options.headers.get("tus-max-size")], [204, "1.0.0", "1000000"]);
  assert.match(options.headers.get("tus-extension"), /creation/);
  assert.equal((await beginUpload(server, lesson, token, 1_000_001)).status, 413);
  assert.equal((await beginUpload(server, lesson, token, 0)).status, 422);
  assert.equal((await beginUpload(server, lesson, token, 10, { headers: { "tus-resumable": "0.2.2" } })).status, 412);
  assert.equal((await beginUpload(server, lesson, token, 10, { headers: { "upload-length": "many" } })).status, 400);
  const begun = await beginUpload(server, lesson, token, 10, { name: "桥.mp4" });
  const url = begun.headers.get("location");
  assert.equal((await lessonOf(server, lesson, token)).upload.name, "桥.mp4");
  assert.equal((await sendPiece(server, url, token, 0, Buffer.alloc(11))).status, 413, "more than it was said to have");
  assert.equal((await sendPiece(server, url, token, 0, Buffer.alloc(5_000_000))).status, 413, "too much at once");
  assert.equal((await sendPiece(server, url, token, 0, Buffer.alloc(5), { "content-type": "video/mp4" })).status, 415);
  assert.equal((await sendPiece(server, url, token, 0, Buffer.alloc(5))).headers.get("upload-offset"), "5");
  const again = (await beginUpload(server, lesson, token, 20)).headers.get("location");
  assert.equal((await whereItStands(server, url, token)).status, 404, "one at a time");
  assert.equal((await giveUp(server, again, token)).status, 204);
  assert.equal((await whereItStands(server, again, token)).status, 404);
  assert.deepEqual(uploads(server), []);
  const live = await liveLesson(server, { start: false });
  assert.equal((await beginUpload(server, live.lesson, live.lecturer.token, 10)).status, 409);
  const full = await startServer(t, { env: { LYCEUM_RECORD_RESERVE_MB: "99999999" } });
  const there = await uploadedLesson(full);
  const refused = await beginUpload(full, there.lesson, there.lecturer.token, 10);
  assert.equal(refused.status, 507);
  assert.match(refused.body.title, /disk/);
});

// Boxes of MP4, as a file that means harm writes them.
const box = (type, ...content) => {
  const body = Buffer.concat(content), head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8);
  head.write(type, 4, "latin1");
  return Buffer.concat([head, body]);
};
const u32 = (...values) => { const bytes = Buffer.alloc(values.length * 4); values.forEach((value, i) => bytes.writeUInt32BE(value >>> 0, i * 4)); return bytes; };
const ftyp = box("ftyp", Buffer.from("isom"), u32(512), Buffer.from("isomiso2mp41"));
const deep = (levels) => { let inside = Buffer.alloc(0); for (let i = 0; i < levels; i++) inside = box("moov", inside); return inside; };

function hostile(folder) {
  const good = readFileSync(film(folder, "good.mp4", [...h264, ...aac, "-movflags", "faststart"], { seconds: 20 }));
  const late = readFileSync(film(folder, "late.mp4", [...h264, ...aac], { seconds: 20 }));
  const huge = film(folder, "huge.mkv", ["-vf", "scale=8192:8192", "-frames:v", "1", "-c:v", "mjpeg", "-q:v", "31", "-an"], { seconds: 1, sound: false });
  const tables = Buffer.from(good);
  const stsz = tables.indexOf("stsz");
  tables.writeUInt32BE(0xfffffff0, stsz + 12); // endless
  const tracks = box("moov", box("mvhd", Buffer.alloc(100)), ...Array.from({ length: 20_000 }, () => box("trak", box("tkhd", Buffer.alloc(84)))));
  return [
    ["a text with another name", Buffer.from("Dear learners,\n".repeat(4000)), /^file_not_media$/],
    ["noise", Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * 7919 + (i >> 3)) & 255)), /^file_(not_media|codec|damaged|empty|no_sound)$/],
    ["cut off before its tables", late.subarray(0, Math.floor(late.length / 2)), /^file_not_media$/],
    ["cut off in the middle", good.subarray(0, Math.floor(good.length / 2)), /^file_damaged$/],
    ["its tables are endless", tables, /^file_/],
    ["boxes inside boxes, ten thousand deep", Buffer.concat([ftyp, deep(10_000)]), /^file_/],
    ["a box larger than everything", Buffer.concat([ftyp, u32(1), Buffer.from("moov"), u32(0x7fffffff, 0xffffffff), Buffer.alloc(1000)]), /^file_/],
    ["twenty thousand tracks", Buffer.concat([ftyp, tracks]), /^file_/],
    ["a picture of 67 million points", readFileSync(huge), /^file_too_large$/],
    ["a playlist that names other files", Buffer.from("#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n"), /^file_not_media$/],
    ["a list of files", Buffer.from("ffconcat version 1.0\nfile /etc/passwd\n"), /^file_not_media$/],
    ["sound without a picture", readFileSync(film(folder, "sound.mp4", ["-vn", ...aac])), /^file_no_picture$/],
  ];
}

await scenario("hostile files end in their own process, with a sentence for the lecturer; a class goes on", async (t) => {
  const folder = dataFolder(t);
  const server = await startServer(t);
  const { lesson: live, url, lecturer: teacher } = await liveLesson(server);
  publish(t, url);
  const { hls } = await playback(server, live, teacher.token);
  const { lecturer, lesson } = await uploadedLesson(server);
  for (const [what, bytes, code] of hostile(folder)) {
    await uploadAll(server, lesson, lecturer.token, bytes, `${what}.mp4`);
    const { upload } = await settled(server, lesson, lecturer.token, 60);
    assert.ok(upload, `${what} became a lesson`);
    assert.match(upload.problem.code, code, what);
    assert.match(upload.problem.title, /upload|Upload|Cut it|Export/, what);
  }
  const zh = await call(server, "GET", `/api/v1/lessons/${lesson.id}`, { token: lecturer.token, language: "zh-CN" });
  assert.match(zh.body.upload.problem.title, /[\u4e00-\u9fff]/);
  assert.deepEqual(uploads(server), [], "nothing of them is kept");
  assert.equal((await call(server, "GET", "/readyz")).status, 200);
  await decode(hls, 4);
  await uploadAll(server, lesson, lecturer.token, film(folder, "fine.mp4", [...h264, ...aac], { seconds: 3 }));
  assert.equal((await settled(server, lesson, lecturer.token)).upload, null, "and a good one is taken afterwards");
}, { seconds: 240 });

await scenario("a worker that is killed costs a try, not the server; given up, it is gone", async (t) => {
  const folder = dataFolder(t);
  const server = await startServer(t, { env: { LYCEUM_TRANSCODE_PICTURES: "false" } });
  const { lecturer, lesson } = await uploadedLesson(server);
  const long = film(folder, "long.webm", ["-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-b:v", "1M", "-c:a", "libopus"], { seconds: 40, size: "640x360" });
  const address = await uploadAll(server, lesson, lecturer.token, long, "long.webm");
  const worker = await until("a worker", () => childrenOf(server.pid)[0], { seconds: 20, every: 20 });
  process.kill(worker, "SIGKILL");
  const second = await until("another", () => childrenOf(server.pid).find((pid) => pid !== worker), { seconds: 20, every: 20 });
  assert.equal((await lessonOf(server, lesson, lecturer.token)).upload.state, "preparing");
  assert.equal((await giveUp(server, address, lecturer.token)).status, 204);
  await until("its end", () => !childrenOf(server.pid).includes(second), { seconds: 10 });
  const now = await lessonOf(server, lesson, lecturer.token);
  assert.deepEqual([now.upload, now.replay, now.state], [null, null, "scheduled"]);
  await pause(300);
  assert.deepEqual(uploads(server), []);
}, { seconds: 120 });
