// A film in H.265 as newer encoders send it (Enhanced RTMP v1): x265's fragmented MP4, taken apart.
import { execFileSync } from "node:child_process";

// The boxes of a stretch of an MP4 file: {name, body}.
function* boxes(bytes) {
  for (let at = 0; at + 8 <= bytes.length;) {
    const size = bytes.readUInt32BE(at) || bytes.length - at;
    yield { name: bytes.toString("latin1", at + 4, at + 8), body: bytes.subarray(at + 8, at + size) };
    at += size;
  }
}

const tag = (time, kind, key, body) => ({
  type: 9, time, config: kind === 0, key: key && kind !== 0,
  body: Buffer.concat([Buffer.from([0x80 | ((key ? 1 : 2) << 4) | kind]), Buffer.from("hvc1"), body]),
});

// → tags as film() of sender.mjs gives them; without sound or B-frames, a key frame every second.
export function hevc(seconds) {
  const file = execFileSync("ffmpeg", ["-hide_banner", "-loglevel", "error", "-nostdin", "-f", "lavfi", "-i", "testsrc2=size=320x180:rate=30", "-t", String(seconds), "-c:v", "libx265",
    "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-tag:v", "hvc1", "-x265-params", "log-level=error:bframes=0:keyint=30:min-keyint=30:scenecut=0:pools=1:frame-threads=1:info=0",
    "-f", "mp4", "-movflags", "empty_moov+default_base_moof+frag_every_frame", "pipe:1"], { maxBuffer: 64 << 20 });
  const at = file.indexOf("hvcC"), tags = [];
  tags.push(tag(0, 0, true, file.subarray(at + 4, at - 4 + file.readUInt32BE(at - 4))));
  let n = 0;
  for (const { name, body } of boxes(file)) {
    if (name !== "mdat") continue;
    const unit = (body[4] >> 1) & 0x3f; // NAL unit type of the first: 32 and up stand before a key picture
    tags.push(tag(Math.round((n * 1000) / 30), 3, unit >= 16, body));
    n++;
  }
  return tags;
}
