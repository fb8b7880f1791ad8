// A person in the room, without a browser: the WebSocket of the contract.
import WebSocket from "ws";
import { pause } from "./scenario.mjs";

// → {hello, events, frames, ask(command), say(text), sayInTime(text), closed, close(), socket}
export async function joinRoom(t, server, lesson, token, { epoch, after, language = "en", headers = {} } = {}) {
  const query = new URLSearchParams({ lang: language, ...(epoch ? { epoch, after: String(after) } : {}) });
  const url = `${server.http.replace("http", "ws")}/api/v1/lessons/${lesson.id}/room?${query}`;
  const socket = new WebSocket(url, "lyceum.room.1", { headers: { ...headers, ...(token ? { authorization: `Bearer ${token}` } : {}) } });
  t.defer(() => socket.terminate());
  const room = { socket, hello: null, events: [], frames: [], upto: 0, you: null };
  const waiting = new Map();
  room.closed = new Promise((done) => socket.once("close", (code, reason) => done({ code, reason: String(reason) })));
  const first = new Promise((ready, failed) => {
    socket.once("error", failed);
    socket.on("unexpected-response", (_, answer) => failed(Object.assign(new Error(`room refused with ${answer.statusCode}`), { status: answer.statusCode })));
    room.closed.then(({ code, reason }) => failed(Object.assign(new Error(`room closed with ${code} ${reason}`), { code })));
    socket.on("message", (data) => {
      const frame = JSON.parse(data);
      room.frames.push(frame);
      if (frame.hello) { room.hello = frame.hello; room.upto = frame.hello.offset; room.you = frame.hello.you; ready(); }
      if (frame.you) room.you = frame.you;
      if (frame.ev) {
        if (frame.after !== room.upto && !room.hello?.resumed) room.gap = `after ${frame.after}, expected ${room.upto}`;
        room.upto = frame.upto;
        room.events.push(...frame.ev);
      }
      if (frame.re !== undefined) waiting.get(frame.re)?.(frame);
    });
  });
  let next = 1;
  room.ask = (command) => new Promise((done, failed) => {
    const id = next++;
    waiting.set(id, done);
    room.closed.then(({ code }) => failed(new Error(`closed with ${code} before the answer`)));
    socket.send(JSON.stringify({ id, ...command }));
  });
  room.say = (text, more = {}) => room.ask({ do: "comment", text, ...more });
  // Like a patient person: again after the wait that the answer names.
  room.sayInTime = async (text) => {
    for (;;) {
      const answer = await room.say(text);
      if (!answer.err?.retry_after_ms) return answer;
      await pause(answer.err.retry_after_ms);
    }
  };
  room.texts = () => room.events.filter((event) => event.type === "comment").map((event) => event.text);
  room.close = () => socket.close();
  await first;
  return room;
}
