// ffprobe and ffmpeg in the part of a player that complains about everything.
import { execFile } from "node:child_process";

const run = (file, args, seconds) => new Promise((done) => {
  execFile(file, args, { timeout: seconds * 1000, maxBuffer: 16 << 20 }, (problem, out, err) => done({ failed: problem !== null, out, err }));
});

// The streams that ffprobe sees: [{codec_type, codec_name, …}].
export async function streamsOf(url) {
  const { out, err } = await run("ffprobe", ["-v", "error", "-show_streams", "-of", "json", url], 40);
  if (err.trim()) throw new Error(`ffprobe: ${err}`);
  return JSON.parse(out).streams;
}

// Decodes so many seconds of every stream; throws at the first error. (Warnings are not asked for: ffmpeg's HLS reader
// gives one for every second init segment that it reads.)
export async function decode(url, seconds = 6) {
  // Times are passed on as they are: rounded to a frame rate, two pictures after an encoder's return can fall on one.
  const times = ["-vsync", "passthrough", "-enc_time_base:v", "1:90000"];
  const args = ["-hide_banner", "-nostdin", "-loglevel", "error", "-i", url, "-t", String(seconds), "-map", "0", ...times, "-f", "null", "-"];
  const { failed, err } = await run("ffmpeg", args, seconds + 40);
  if (failed || err.trim()) throw new Error(`decoding ${url}: ${err}`);
}
