// An encoder whose every tag passes through the hands of the test: sends a film over RTMP, in real time, with whatever time
// stamps and gaps the test wants.
import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readFileSync, rmSync } from "node:fs";
import { streams } from "./encoder.mjs";
import { rawSocket } from "./raw.mjs";
import { message, publishWith } from "./rtmp.mjs";
import { until } from "./scenario.mjs";

// A film of so many seconds → [{type (8 sound, 9 picture), time in ms, body, key, config}], in the order of an encoder.
export function film(stream, seconds) {
  const file = join(tmpdir(), `lyceum-film-${process.pid}-${Math.random().toString(36).slice(2)}.flv`);
  execFileSync("ffmpeg", ["-hide_banner", "-loglevel", "error", "-nostdin", ...(Array.isArray(stream) ? stream : streams[stream]), "-t", String(seconds), file]);
  const bytes = readFileSync(file), tags = [];
  rmSync(file);
  for (let at = 13; at + 11 <= bytes.length;) {
    const size = bytes.readUIntBE(at + 1, 3), body = bytes.subarray(at + 11, at + 11 + size);
    const video = bytes[at] === 9, config = body[1] === 0 && (video ? (body[0] & 15) === 7 : body[0] >> 4 === 10);
    if (bytes[at] !== 18) tags.push({ type: bytes[at], time: bytes.readUIntBE(at + 4, 3) + bytes[at + 7] * 2 ** 24, body, config, key: video && body[0] >> 4 === 1 && !config });
    at += 11 + size + 4;
  }
  return tags;
}

// Publishes the film until it ends; change(tag) → the time stamp to send (it is taken modulo 2^32), or null to leave the tag out.
// → {raw, done, stop()}
export async function send(t, host, key, tags, change = ({ time }) => time) {
  const raw = await rawSocket(t, host);
  await publishWith(raw, key);
  await until("Publish.Start", () => raw.received().includes("Publish.Start"), { seconds: 5, every: 10 });
  const began = performance.now();
  let next = 0, over;
  const done = new Promise((finish) => { over = finish; });
  const timer = setInterval(() => {
    for (const now = performance.now() - began; next < tags.length && tags[next].time <= now; next++) {
      const tag = tags[next], time = change(tag);
      if (time !== null) raw.send(message(tag.type, tag.body, { stream: 1, chunkStream: tag.type === 9 ? 6 : 4, time: ((Math.round(time) % 2 ** 32) + 2 ** 32) % 2 ** 32 }));
    }
    if (next < tags.length && raw.open) return;
    clearInterval(timer);
    over();
  }, 10);
  const stop = () => { clearInterval(timer); raw.socket.destroy(); over(); };
  t.defer(stop);
  return { raw, done, stop };
}
