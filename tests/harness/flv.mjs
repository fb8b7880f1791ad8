// A player of HTTP-FLV without a picture.
import { get } from "node:http";

// Follows a stream that is not kept: feed(chunk) calls seen({type (8 sound, 9 picture), time in ms}) for each whole tag.
export function tagStream(seen) {
  let left = Buffer.alloc(0), skip = 13; // the head of the file, then what of a tag has not come yet
  return (chunk) => {
    left = left.length > 0 ? Buffer.concat([left, chunk]) : chunk;
    for (;;) {
      if (skip > left.length) { skip -= left.length; left = Buffer.alloc(0); return; }
      left = left.subarray(skip);
      skip = 0;
      if (left.length < 11) return;
      seen({ type: left[0], time: left.readUIntBE(4, 3) + left[7] * 2 ** 24 });
      skip = 11 + left.readUIntBE(1, 3) + 4;
    }
  };
}

// Opens the stream → {headers, bytes(), length(), open()}; slow readers take `bytesPerSecond`. With `onChunk` nothing is
// kept.
export function watchFlv(t, url, { bytesPerSecond = Infinity, onChunk = null } = {}) {
  return new Promise((ready, failed) => {
    const request = get(url, (answer) => {
      if (answer.statusCode !== 200) return failed(new Error(`${url}: ${answer.statusCode}`));
      const parts = [];
      let length = 0, open = true;
      const end = () => { open = false; };
      answer.on("close", end);
      answer.on("error", end);
      if (Number.isFinite(bytesPerSecond)) {
        const sip = setInterval(() => { const part = answer.read(Math.min(bytesPerSecond / 10, answer.readableLength)); if (part) { parts.push(part); length += part.length; } }, 100);
        t.defer(() => clearInterval(sip));
      } else if (onChunk) {
        answer.on("data", (part) => { length += part.length; onChunk(part); });
      } else {
        answer.on("data", (part) => { parts.push(part); length += part.length; });
      }
      ready({ headers: answer.headers, bytes: () => Buffer.concat(parts), length: () => length, open: () => open });
    });
    request.on("error", failed);
    t.defer(() => request.destroy());
  });
}

// The whole tags of a file: {type (8 sound, 9 picture), time in ms, key, config}.
export function flvTags(bytes) {
  if (bytes.length < 13) return [];
  if (bytes.toString("latin1", 0, 3) !== "FLV") throw new Error("no FLV");
  const tags = [];
  for (let at = 13; at + 11 <= bytes.length;) {
    const type = bytes[at], size = bytes.readUIntBE(at + 1, 3), body = at + 11;
    if (body + size + 4 > bytes.length) break;
    if (bytes.readUInt32BE(body + size) !== size + 11) throw new Error(`a broken tag at ${at}`);
    tags.push({ type, time: bytes.readUIntBE(at + 4, 3) + bytes[at + 7] * 2 ** 24, key: type === 9 && bytes[body] >> 4 === 1 && bytes[body + 1] === 1, config: bytes[body + 1] === 0 });
    at = body + size + 4;
  }
  return tags;
}
