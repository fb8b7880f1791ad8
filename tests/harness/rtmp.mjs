// As much RTMP as it takes to be a bad client: handshake, chunks of 128 bytes, AMF0 commands.
import { randomBytes } from "node:crypto";
import { until } from "./scenario.mjs";

const number = (value) => { const bytes = Buffer.alloc(9); bytes.writeDoubleBE(value, 1); return bytes; };
const key = (text) => { const bytes = Buffer.from(text); return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes]); };
export const amf = {
  number, // marker 0
  string: (text) => Buffer.concat([Buffer.from([2]), key(text)]),
  nothing: Buffer.from([5]),
  object: (fields) => Buffer.concat([Buffer.from([3]), ...Object.entries(fields).flatMap(([name, value]) => [key(name), value]), Buffer.from([0, 0, 9])]),
};

// A message in chunks: chunk stream 3, message type (20 = AMF0 command, 9 = video …), stream id; `time` in ms, 32 bits.
export function message(type, payload, { stream = 0, length = payload.length, chunkStream = 3, time = 0 } = {}) {
  const head = Buffer.alloc(12), late = Buffer.alloc(time >= 0xffffff ? 4 : 0); // RTMP 1.0 §5.3.1.3: extended timestamp
  head[0] = chunkStream; // format 0: full header
  head.writeUIntBE(Math.min(time, 0xffffff), 1, 3);
  head.writeUIntBE(length, 4, 3);
  head[7] = type;
  head.writeUInt32LE(stream, 8);
  if (late.length > 0) late.writeUInt32BE(time);
  const parts = [head, late];
  for (let at = 0; at < payload.length; at += 128) {
    if (at > 0) parts.push(Buffer.from([0xc0 | chunkStream]), late); // format 3: goes on
    parts.push(payload.subarray(at, at + 128));
  }
  return Buffer.concat(parts);
}

export const command = (name, transaction, ...values) => message(20, Buffer.concat([amf.string(name), number(transaction), ...values]));

// What an encoder says before it goes.
export const goodbye = (key) => Buffer.concat([command("FCUnpublish", 4, amf.nothing, amf.string(key)), command("deleteStream", 5, amf.nothing, amf.number(1))]);

// C0 C1, waits for S0 S1 S2, C2.
export async function handshake(raw) {
  const c1 = Buffer.concat([Buffer.alloc(8), randomBytes(1528)]);
  raw.send(Buffer.concat([Buffer.from([3]), c1]));
  await until("S0 S1 S2", () => raw.received().length >= 1 + 2 * 1536, { seconds: 3, every: 10 });
  raw.send(raw.received().subarray(1, 1537));
}

export async function publishWith(raw, key) {
  await handshake(raw);
  raw.send(command("connect", 1, amf.object({ app: amf.string("live"), tcUrl: amf.string("rtmp://127.0.0.1/live") })));
  raw.send(command("createStream", 2, amf.nothing));
  await until("the answer to createStream", () => raw.received().toString("latin1").split("_result").length > 2, { seconds: 3, every: 10 });
  raw.send(message(20, Buffer.concat([amf.string("publish"), number(3), amf.nothing, amf.string(key), amf.string("live")]), { stream: 1 }));
}
