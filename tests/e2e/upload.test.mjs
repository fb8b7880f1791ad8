// Uploaded lessons: the file comes in pieces, becomes a recording, and is watched as a replay is.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { person, playback } from "../harness/people.mjs";
import { decode, streamsOf } from "../harness/probe.mjs";
import { scenario, until } from "../harness/scenario.mjs";
import { dataFolder, startServer } from "../harness/server.mjs";
import { aac, film, h264, lessonOf, settled, uploadAll, uploadedLesson } from "../harness/tus.mjs";

const lengthOf = (streams, type) => Number(streams.find(({ codec_type }) => codec_type === type)?.duration ?? 0);

// The recording as one MP4, as the lecturer takes it home → {streams, url}.
async function movieOf(server, lesson, token) {
  const { download } = await playback(server, lesson, token);
  return { url: download, streams: await streamsOf(download) };
}

// Formats that lecturers have: what is inside, and what must become of it.
const formats = [
  ["mp4 with B-frames", "a.mp4", [...h264, "-bf", "2", ...aac], { kept: true }],
  ["mp4 without fast start, at 44.1 kHz", "b.mp4", [...h264, "-c:a", "aac", "-ar", "44100"], { kept: true }],
  ["a phone's HEVC in mov", "c.mov", ["-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none", "-tag:v", "hvc1", "-pix_fmt", "yuv420p", ...aac], {}],
  ["webm with VP9 and Opus", "d.webm", ["-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-b:v", "300k", "-c:a", "libopus"], {}],
  ["mkv with H.264 and MP3", "e.mkv", [...h264, "-c:a", "libmp3lame"], {}],
  ["an old camera's MPEG-4 in avi", "f.avi", ["-c:v", "mpeg4", "-c:a", "libmp3lame"], {}],
  ["ten bits a colour", "g.mp4", ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p10le", ...aac], {}],
  ["a transport stream, whose time begins late", "h.ts", [...h264, ...aac, "-output_ts_offset", "5000"], { kept: true }],
  ["sound in six channels", "i.mp4", [...h264, "-c:a", "aac", "-ac", "6"], {}],
  ["no sound", "j.mp4", [...h264, "-an"], { kept: true, silent: true }],
];

for (const [what, name, args, { kept = false, silent = false }] of formats)
  await scenario(`a video is watched as a replay is: ${what}`, async (t) => {
    const folder = dataFolder(t);
    const path = film(folder, name, args, { sound: !silent });
    const server = await startServer(t);
    const { lecturer, lesson } = await uploadedLesson(server);
    await uploadAll(server, lesson, lecturer.token, path, name);
    const ready = await settled(server, lesson, lecturer.token);
    assert.equal(ready.upload, null, JSON.stringify(ready.upload));
    await until("its opening", async () => (await lessonOf(server, lesson)).state === "ended");
    assert.ok(Math.abs(ready.replay.duration_ms - 6000) < 200, `${ready.replay.duration_ms} ms`);
    const learner = await person(server);
    const { replay, hls } = await playback(server, lesson, learner.token);
    assert.equal(hls, undefined);
    assert.deepEqual([...new Set((await streamsOf(replay)).map(({ codec_name }) => codec_name))].sort(), silent ? ["h264"] : ["aac", "h264"]);
    await decode(replay, 30);
    const movie = await movieOf(server, lesson, lecturer.token);
    assert.ok(Math.abs(lengthOf(movie.streams, "video") - 6) < 0.2, `${lengthOf(movie.streams, "video")} s of picture`);
    if (!silent) {
      assert.ok(Math.abs(lengthOf(movie.streams, "audio") - 6) < 0.2, `${lengthOf(movie.streams, "audio")} s of sound`);
      const starts = movie.streams.map(({ start_time }) => Number(start_time));
      assert.ok(Math.abs(starts[0] - starts[1]) < 0.08, `they begin at ${starts}`);
    }
    await decode(movie.url, 30);
    const picture = movie.streams.find(({ codec_type }) => codec_type === "video");
    assert.deepEqual([picture.width, picture.height, picture.pix_fmt], [320, 180, "yuv420p"]);
    if (kept) assert.equal(picture.nb_frames, "150", "not a picture more or less");
    assert.ok(!existsSync(join(server.data, "uploads")) || readdirSync(join(server.data, "uploads")).length === 0, "the file is gone");
  }, { seconds: 120 });

for (const [what, name, args] of [["mp3", "a.mp3", ["-c:a", "libmp3lame"]], ["m4a", "b.m4a", aac], ["wav", "c.wav", []], ["flac", "d.flac", []], ["ogg", "e.ogg", ["-c:a", "libopus"]]])
  await scenario(`an audio lesson is heard: ${what}`, async (t) => {
    const folder = dataFolder(t), path = join(folder, name);
    execFileSync("ffmpeg", ["-hide_banner", "-loglevel", "error", "-nostdin", "-y", "-f", "lavfi", "-i", "sine=frequency=440:sample_rate=44100:duration=7", ...args, path]);
    const server = await startServer(t);
    const { lecturer, lesson } = await uploadedLesson(server, "audio");
    await uploadAll(server, lesson, lecturer.token, path, name);
    const ready = await settled(server, lesson, lecturer.token);
    assert.equal(ready.upload, null, JSON.stringify(ready.upload));
    assert.ok(Math.abs(ready.replay.duration_ms - 7000) < 200, `${ready.replay.duration_ms} ms`);
    const movie = await movieOf(server, lesson, lecturer.token);
    assert.deepEqual(movie.streams.map(({ codec_name }) => codec_name), ["aac"]);
    await decode(movie.url, 30);
  });
