// Files as phones and cameras write them: turned, with an uneven rate, cut without being coded again. They play upright and in step.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";
import { playback } from "../harness/people.mjs";
import { streamsOf } from "../harness/probe.mjs";
import { scenario } from "../harness/scenario.mjs";
import { dataFolder, startServer } from "../harness/server.mjs";
import { aac, film, h264, settled, uploadAll, uploadedLesson } from "../harness/tus.mjs";

const ffmpeg = (...args) => execFileSync("ffmpeg", ["-hide_banner", "-loglevel", "error", "-nostdin", "-y", ...args]);

// What comes out of a file: the address of its MP4.
async function prepared(t, path) {
  const server = await startServer(t);
  const { lecturer, lesson } = await uploadedLesson(server);
  await uploadAll(server, lesson, lecturer.token, path);
  const ready = await settled(server, lesson, lecturer.token);
  assert.equal(ready.upload, null, JSON.stringify(ready.upload));
  return (await playback(server, lesson, lecturer.token)).download;
}

// A frame as a player shows it, upright, 8 × 8 grey points.
const look = (file) => [...ffmpeg("-ss", "1", "-i", file, "-frames:v", "1", "-vf", "scale=8:8", "-pix_fmt", "gray", "-f", "rawvideo", "-")];
const unlike = (a, b) => a.reduce((sum, value, i) => sum + Math.abs(value - b[i]), 0) / a.length;

for (const [degrees, codec] of [[90, h264], [180, h264], [270, ["-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none", "-tag:v", "hvc1", "-pix_fmt", "yuv420p"]]])
  await scenario(`a phone's video stands upright: ${degrees}°, ${codec[1]}`, async (t) => {
    const folder = dataFolder(t), lying = film(folder, "lying.mp4", [...codec, ...aac], { seconds: 3 }), path = join(folder, "phone.mp4");
    ffmpeg("-i", lying, "-c", "copy", "-metadata:s:v:0", `rotate=${degrees}`, path);
    const movie = await prepared(t, path);
    const picture = (await streamsOf(movie)).find(({ codec_type }) => codec_type === "video");
    assert.deepEqual([picture.width, picture.height], degrees === 180 ? [320, 180] : [180, 320]);
    const upright = look(path);
    assert.ok(unlike(upright, look(lying)) > 20, "the test can see a turn");
    assert.ok(unlike(upright, look(movie)) < 12, `${upright}\n${look(movie)}`);
  }, { seconds: 120 });

// White for a fifth of every two seconds, and a tone with it.
const clapper = (path, args, filter = "null") =>
  ffmpeg("-f", "lavfi", "-i", "color=black:s=320x180:r=30:d=9", "-f", "lavfi", "-i", "sine=frequency=880:sample_rate=48000:duration=9",
    "-vf", `drawbox=color=white:t=fill:enable='lt(mod(t,2),0.2)',${filter}`, "-af", "volume='lt(mod(t,2),0.2)':eval=frame", ...args, path);

// When the picture goes black and when the sound goes silent, in seconds.
function marks(file) {
  const said = spawnSync("ffmpeg", ["-hide_banner", "-nostdin", "-i", file, "-vf", "blackdetect=d=1:pix_th=0.2", "-af", "silencedetect=n=-40dB:d=1", "-f", "null", "-"], { encoding: "utf8" }).stderr;
  const all = (pattern) => [...said.matchAll(pattern)].map(([, seconds]) => Number(seconds));
  return { black: all(/black_start:([\d.]+)/g), silent: all(/silence_start: ([\d.]+)/g) };
}

const hevc = ["-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none", "-pix_fmt", "yuv420p"];
const uneven = "select='lt(mod(n,60),30)+not(mod(n,3))'";
const cut = (path, from, folder) => { const whole = join(folder, "whole.mp4"); clapper(whole, from); ffmpeg("-ss", "1.3", "-i", whole, "-c", "copy", path); };
const awkward = [
  ["coded again", "a.mkv", (path) => clapper(path, [...hevc, "-c:a", "libopus"])],
  ["an uneven rate, kept", "b.mp4", (path) => clapper(path, [...h264, ...aac, "-vsync", "vfr"], uneven)],
  ["an uneven rate, coded again", "c.mp4", (path) => clapper(path, [...hevc, ...aac, "-vsync", "vfr"], uneven)],
  ["cut between two key frames, with B-frames and an edit list", "d.mp4", (path, folder) => cut(path, [...h264, "-bf", "2", ...aac], folder)],
  ["a rate of 23.976 and sound at 44.1 kHz in mono", "e.webm", (path) => clapper(path, ["-r", "24000/1001", "-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-c:a", "libvorbis", "-ac", "1", "-ar", "44100"])],
];
for (const [what, name, make] of awkward)
  await scenario(`picture and sound stay in step: ${what}`, async (t) => {
    const folder = dataFolder(t), path = join(folder, name);
    make(path, folder);
    const before = marks(path), after = marks(await prepared(t, path));
    assert.ok(before.black.length >= 3 && before.silent.length >= 3, JSON.stringify(before));
    const apart = ({ black, silent }) => black.slice(-3).map((at, i) => at - silent.slice(-3)[i]);
    for (const [i, far] of apart(after).entries()) assert.ok(Math.abs(far - apart(before)[i]) < 0.06, `${what}: ${JSON.stringify({ before, after })}`);
    const steps = (list) => list.slice(1).map((at, i) => at - list[i]);
    assert.ok(steps(after.black).every((step) => Math.abs(step - 2) < 0.12), `it runs evenly: ${after.black}`);
  }, { seconds: 120 });
