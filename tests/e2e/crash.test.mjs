// Power is cut in the middle of a class: what was acknowledged is there afterwards, and the class goes on.
import assert from "node:assert/strict";
import { databaseOn, engines } from "../harness/database.mjs";
import { publish } from "../harness/encoder.mjs";
import { call, liveLesson, person, playlist } from "../harness/people.mjs";
import { joinRoom } from "../harness/room.mjs";
import { pause, scenario, until } from "../harness/scenario.mjs";
import { dataFolder, startServer } from "../harness/server.mjs";

const mediaSequence = (text) => Number(text.match(/#EXT-X-MEDIA-SEQUENCE:(\d+)/)?.[1] ?? -1);

for (const engine of engines) await scenario(`kill -9 in a class loses no account, lesson or acknowledged comment; the encoder returns and it goes on (on ${engine})`, async (t) => {
  const data = dataFolder(t), store = await databaseOn(t, engine);
  const first = await startServer(t, { data, store });
  const { lecturer, lesson, key, url } = await liveLesson(first);
  const learner = await person(first);
  const room = await joinRoom(t, first, lesson, learner.token);
  const staff = await joinRoom(t, first, lesson, lecturer.token);
  publish(t, url);
  const hls = await playlist(first, lesson, learner.token);
  const video = async (server) => {
    const answer = await fetch(new URL("video.m3u8", hls.replace(first.http, server.http))).catch(() => null);
    return answer?.status === 200 ? answer.text() : "";
  };
  await until("segments", async () => /#EXTINF/.test(await video(first)), { seconds: 20 });
  const before = mediaSequence(await video(first));

  // Comments go on until the very moment; those that were answered with ok must come back.
  const acknowledged = [];
  const talk = (async () => {
    for (let i = 0; i < 200; i++) {
      const answer = await staff.say(`comment ${i}`).catch(() => null);
      if (!answer?.ok) return;
      acknowledged.push({ n: answer.ok.n, text: `comment ${i}` });
    }
  })();
  await pause(400);
  await first.kill();
  await talk;
  assert.ok(acknowledged.length > 5, `${acknowledged.length} comments were acknowledged`);

  const second = await startServer(t, { data, store });
  const seen = await call(second, "GET", `/api/v1/lessons/${lesson.id}`, { token: lecturer.token });
  assert.deepEqual([seen.status, seen.body.state], [200, "live"]);
  assert.equal((await call(second, "POST", "/api/v1/sessions", { body: { login: learner.login, password: learner.password } })).status, 200);
  const again = await joinRoom(t, second, lesson, learner.token, { epoch: room.hello.epoch, after: room.upto });
  const full = await joinRoom(t, second, lesson, lecturer.token);
  const kept = full.hello.state.comments.map(({ n, text }) => `${n} ${text}`);
  // The state shows the last 50: the newest may be one that was committed and not yet acknowledged.
  for (const { n, text } of acknowledged.slice(-49)) assert.ok(kept.includes(`${n} ${text}`), `${text} was acknowledged and is lost`);
  if (again.hello.resumed) {
    await until("everything missed", () => again.upto >= full.hello.offset);
    const numbers = [...room.events, ...again.events].map(({ n }) => n);
    assert.equal(new Set(numbers).size, numbers.length, "an event came twice");
  }
  // The old address plays on: the same token, a sequence that did not fall.
  publish(t, `rtmp://${second.rtmp}/live/${key}`);
  await until("segments again", async () => /#EXTINF/.test(await video(second)), { seconds: 20 });
  assert.ok(mediaSequence(await video(second)) >= before, "the media sequence fell");
  assert.ok((await staff.closed).code !== undefined);
  assert.ok((await full.say("we are back")).ok);
});

await scenario("SIGTERM drains: rooms are told, everything acknowledged is kept, the exit is clean", async (t) => {
  const data = dataFolder(t);
  const first = await startServer(t, { data });
  const { lecturer, lesson } = await liveLesson(first);
  const room = await joinRoom(t, first, lesson, lecturer.token);
  const said = await room.say("before the end");
  const { code, signal } = await first.stop();
  assert.deepEqual([code, signal], [0, null]);
  assert.ok((await room.closed).code >= 1001);
  const second = await startServer(t, { data });
  const again = await joinRoom(t, second, lesson, lecturer.token);
  assert.deepEqual(again.hello.state.comments.map(({ n }) => n), [said.ok.n]);
});
