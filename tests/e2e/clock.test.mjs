// Somebody sets the server's clock, an hour back or two ahead, in the middle of a class.
import assert from "node:assert/strict";
import { ownClock } from "../harness/clock.mjs";
import { publish } from "../harness/encoder.mjs";
import { tagStream, watchFlv } from "../harness/flv.mjs";
import { followHls, readPlaylist } from "../harness/hls.mjs";
import { call, liveLesson, person, playback } from "../harness/people.mjs";
import { decode } from "../harness/probe.mjs";
import { recorded, replayOf } from "../harness/replay.mjs";
import { joinRoom } from "../harness/room.mjs";
import { pause, scenario, until } from "../harness/scenario.mjs";
import { dataFolder, startServer } from "../harness/server.mjs";

// The server's own time of day, ms (whole seconds).
const serverTime = async (server) => Date.parse((await fetch(`${server.http}/healthz`)).headers.get("date"));
const shifted = (server, hours) => until(`the clock ${hours} h off`, async () => Math.abs((await serverTime(server)) - Date.now() - hours * 3_600_000) < 3000, { seconds: 10 });

for (const hours of [-1, 2]) await scenario(`a clock set ${hours < 0 ? "an hour back" : "two hours ahead"} ends no session, no class and no picture, and the room's times never go back`, async (t) => {
  const clock = ownClock(t), data = dataFolder(t);
  const first = await startServer(t, { data, env: clock.env });
  const { lecturer, lesson, key, url } = await liveLesson(first);
  const learner = await person(first);
  const encoder = publish(t, url);
  const room = await joinRoom(t, first, lesson, learner.token);
  const staff = await joinRoom(t, first, lesson, lecturer.token);
  const places = await playback(first, lesson, learner.token);
  const replay = await replayOf(first, lesson, learner.token);
  await until("the recording", async () => (await recorded(replay)).seconds > 3, { seconds: 30, every: 250 });
  const times = [];
  const flv = await watchFlv(t, places.flv, { onChunk: tagStream(({ type, time }) => { if (type === 9) times.push(time); }) });
  let parts = 0, lost = null;
  const video = new URL("video.m3u8", places.hls);
  followHls(t, video, () => { parts++; }).done.catch((problem) => { lost ??= problem; });
  assert.ok((await staff.say("before")).ok);
  await pause(1500);

  clock.set(hours);
  await shifted(first, hours);
  const [partsBefore, picturesBefore] = [parts, times.length];
  await pause(3000);
  assert.ok(parts - partsBefore >= 5, `${parts - partsBefore} parts in three seconds`);
  assert.ok(times.length - picturesBefore >= 60, `${times.length - picturesBefore} pictures in three seconds`);
  assert.equal(lost, null);
  assert.ok(flv.open());
  assert.ok(times.every((time, i) => i === 0 || (time >= times[i - 1] && time - times[i - 1] < 1500)), "the stream's own time goes on");
  for (const who of [learner, lecturer]) assert.equal((await call(first, "GET", "/api/v1/me", { token: who.token })).status, 200, "still signed in");
  assert.equal((await call(first, "POST", "/api/v1/sessions", { body: { login: learner.login, password: learner.password } })).status, 200);
  assert.equal((await call(first, "GET", `/api/v1/lessons/${lesson.id}`, { token: learner.token })).body.state, "live");
  assert.equal((await fetch(video)).status, 200, "the address of before");
  assert.equal((await fetch(new URL("video.m3u8", (await playback(first, lesson, learner.token)).hls))).status, 200, "an address of now");
  for (const text of ["after", "and on"]) assert.ok((await staff.say(text)).ok);
  await until("the comments", () => room.texts().length === 3);
  const late = await joinRoom(t, first, lesson, (await person(first)).token);
  assert.ok(late.hello.state.comments.length >= 3);
  await encoder.stop("SIGKILL");
  const back = publish(t, url);
  await until("the stream again", () => room.events.filter(({ type, on }) => type === "stream" && on).length >= 1, { seconds: 15 });
  const seen = room.events.map(({ t: at }) => at);
  assert.ok(seen.every((at, i) => i === 0 || at >= seen[i - 1]), `times of the room: ${seen}`);

  // The same with a server that starts by the wrong clock.
  await first.kill();
  await back.stop("SIGKILL");
  const second = await startServer(t, { data, env: clock.env });
  assert.equal((await call(second, "GET", "/api/v1/me", { token: learner.token })).status, 200, "still signed in");
  const again = await joinRoom(t, second, lesson, learner.token, { epoch: room.hello.epoch, after: room.upto });
  const talker = await joinRoom(t, second, lesson, lecturer.token);
  assert.ok((await talker.say("restarted")).ok);
  await until("it", () => again.texts().includes("restarted"));
  assert.ok(again.events.every(({ t: at }) => at >= seen.at(-1)), "the room's times go on after a restart");
  publish(t, `rtmp://${second.rtmp}/live/${key}`);
  const there = new URL(video.pathname, second.http);
  await until("a playlist", async () => { const answer = await fetch(there); return answer.status === 200 && readPlaylist(await answer.text()); }, { seconds: 20 });
  assert.equal((await call(second, "POST", `/api/v1/lessons/${lesson.id}/stop`, { token: lecturer.token })).status, 200);
  const whole = replay.replace(first.http, second.http);
  await until("the end", async () => (await recorded(whole)).ended, { seconds: 5 });
  await decode(whole, 60);
}, { seconds: 120 });
