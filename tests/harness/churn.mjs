// People who come and go: each visit opens a connection the way its kind of client does, gets or sends a little, and leaves the
// way clients leave: by a goodbye, by hanging up, in the middle of a word.
import { connect } from "node:net";
import { randomBytes } from "node:crypto";
import { publishWith, goodbye } from "./rtmp.mjs";

// A socket that was connected → {socket, got(text) resolves when the answer holds it, left: resolves when it is closed}.
function call(host) {
  const [, address, port] = host.replace(/^https?:\/\//, "").match(/^(.*):(\d+)$/);
  return new Promise((ready) => {
    const socket = connect({ host: address, port: Number(port), noDelay: true });
    let heard = "", wanted = null, over = false;
    const left = new Promise((done) => socket.once("close", done));
    const look = () => {
      const found = wanted && heard.includes(wanted.text);
      if (!found && !(wanted && over)) return;
      wanted.done(found);
      wanted = null;
      heard = "";
    };
    socket.on("error", () => {});
    socket.on("data", (bytes) => { heard += bytes.toString("latin1"); look(); heard = heard.slice(-1000); });
    left.then(() => { over = true; look(); });
    socket.once("connect", () => ready({ socket, left, got: (text) => new Promise((done) => { wanted = { text, done }; look(); }) }));
    socket.once("close", () => ready({ socket, left, got: async () => false }));
  });
}

// Says goodbye and does not wait for long; closes; is gone.
async function leave({ socket, left }, n) {
  if (n % 3 === 0) {
    socket.end();
    const enough = setTimeout(() => socket.destroy(), 100);
    await left;
    return clearTimeout(enough);
  }
  if (n % 3 === 1) socket.destroy();
  else socket.resetAndDestroy();
  await left;
}

const get = (url, more = "") => `GET ${url.pathname}${url.search} HTTP/1.1\r\nHost: ${url.host}\r\n${more}\r\n`;

// What each kind of visitor does; `n` counts visits. → whether it got what it came for.
export const visits = {
  // places: {flv}: a player that leaves after a little of the stream, every fourth before the answer.
  flv: async ({ flv }, n) => {
    const url = new URL(flv), line = await call(url.host);
    line.socket.write(get(url));
    const served = n % 4 === 3 || await line.got("FLV");
    await leave(line, n);
    return served;
  },
  // places: {hls, next()}: a player that loads a playlist and a part, waits for the next part and does not wait for it.
  hls: async ({ hls, next }, n) => {
    const url = new URL("video.m3u8", hls), line = await call(url.host);
    line.socket.write(get(url));
    const served = await line.got("#EXT-X-PRELOAD-HINT");
    url.search = next();
    line.socket.write(get(url));
    if (n % 3 === 0) await line.got("HTTP/1.1");
    else await new Promise((done) => setTimeout(done, 5));
    await leave(line, n);
    return served;
  },
  // places: {http, lesson, tokens}: somebody who looks into the room.
  room: async ({ http, lesson, tokens }, n) => {
    const url = new URL(`/api/v1/lessons/${lesson}/room`, http), line = await call(url.host);
    line.socket.write(get(url, `Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString("base64")}\r\n` +
      `Sec-WebSocket-Protocol: lyceum.room.1\r\nAuthorization: Bearer ${tokens[n % tokens.length]}\r\n`));
    const served = n % 4 === 3 || await line.got("hello");
    await leave(line, n);
    return served;
  },
  // places: {rtmp, key}: an encoder that connects, publishes and goes; every fifth shakes hands only, every seventh has no key.
  rtmp: async ({ rtmp, key }, n) => {
    const line = await call(rtmp);
    const raw = { send: (bytes) => line.socket.write(bytes), received: () => Buffer.concat(parts) }, parts = [];
    line.socket.on("data", (bytes) => parts.push(bytes));
    let served = true;
    if (n % 5 === 4) raw.send(Buffer.concat([Buffer.from([3]), Buffer.alloc(8), randomBytes(1528)]));
    else {
      await publishWith(raw, n % 7 === 6 ? "nobody's" : key);
      served = await line.got(n % 7 === 6 ? "BadName" : "Publish.Start");
      if (n % 3 === 0) raw.send(goodbye(key));
    }
    await leave(line, n);
    return served;
  },
};

// So many visits of one kind, so many at a time. → how many got what they came for.
export async function visit(kind, places, times, { together = 20 } = {}) {
  let n = 0, served = 0;
  await Promise.all(Array.from({ length: together }, async () => {
    while (n < times) {
      const one = await visits[kind](places, n++);
      served += Boolean(one);
    }
  }));
  return served;
}
