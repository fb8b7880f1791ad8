// Bytes straight into a socket, for what no decent client would send.
import { connect } from "node:net";

// → {send(bytes), received(): Buffer, ended: Promise<ms after opening>, open}; host is "address:port" or an http URL.
export function rawSocket(t, host) {
  const [, address, port] = host.replace(/^https?:\/\//, "").match(/^(.*):(\d+)$/);
  return new Promise((ready, failed) => {
    const started = performance.now(), parts = [];
    const socket = connect({ host: address, port: Number(port), noDelay: true });
    t.defer(() => socket.destroy());
    const raw = {
      socket,
      send: (bytes) => { if (socket.writable) socket.write(typeof bytes === "string" ? bytes : Buffer.from(bytes)); },
      received: () => Buffer.concat(parts),
      open: true,
    };
    raw.ended = new Promise((done) => {
      const end = () => { raw.open = false; done(performance.now() - started); };
      socket.on("end", end);
      socket.on("close", end);
    });
    socket.on("data", (bytes) => parts.push(bytes));
    socket.on("error", () => {}); // a reset is an end too
    socket.once("connect", () => ready(raw));
    socket.once("error", failed);
  });
}

// Milliseconds until the other side ended the connection, or Infinity after `seconds`.
export async function endedWithin(raw, seconds) {
  const began = performance.now();
  const limit = new Promise((done) => setTimeout(() => done(false), seconds * 1000));
  return (await Promise.race([raw.ended.then(() => true), limit])) ? performance.now() - began : Infinity;
}
