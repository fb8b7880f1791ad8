// Check-in as clients of the contract see it.
import assert from "node:assert/strict";
import { call, liveLesson, person } from "../harness/people.mjs";
import { joinRoom } from "../harness/room.mjs";
import { checkFrames } from "../harness/room_schema.mjs";
import { scenario, until } from "../harness/scenario.mjs";
import { startServer } from "../harness/server.mjs";

await scenario("check-in: once each, counted for all, listed for staff, exact after kill -9, and a table at the end", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson } = await liveLesson(server);
  const people = [await person(server, null, "小明"), await person(server, null, "=1+1"), await person(server, null, "小红")];
  const staff = await joinRoom(t, server, lesson, lecturer.token);
  const rooms = await Promise.all(people.map(({ token }) => joinRoom(t, server, lesson, token)));
  assert.equal((await rooms[0].ask({ do: "checkin_open", seconds: 60 })).err.code, "not_allowed");
  const n = (await staff.ask({ do: "checkin_open", seconds: 600, question: "哪个班？" })).ok.n;
  assert.equal((await staff.ask({ do: "checkin_open", seconds: 60 })).err.code, "checkin_running");
  await until("it at a learner's", () => rooms[2].events.some(({ type }) => type === "checkin_opened"));
  assert.equal((await rooms[0].ask({ do: "check_in", n })).err.code, "comment_empty");
  for (const room of [rooms[0], rooms[1], rooms[0]]) assert.ok((await room.ask({ do: "check_in", n, answer: " 三班 " })).ok);
  await until("the number", () => rooms[2].events.findLast(({ type }) => type === "checkin_count")?.people === 2);
  assert.deepEqual([rooms[0].you.checked_in, rooms[2].you.checked_in], [[n], undefined]);
  const { missing } = (await staff.ask({ do: "checkin_missing", n })).ok;
  assert.deepEqual(missing.map(({ name }) => name), ["小红"]);

  await server.kill();
  const again = await startServer(t, { data: server.data });
  const late = await joinRoom(t, again, lesson, people[0].token);
  assert.deepEqual([late.hello.state.checkin.people, late.hello.state.checkin.closed, late.hello.you.checked_in], [2, false, [n]]);
  const back = await joinRoom(t, again, lesson, lecturer.token);
  const { entries, next } = (await back.ask({ do: "checkin_list", n, after: 0 })).ok.checked_in;
  assert.deepEqual(entries.map(({ from, answer }) => [from.name, answer]), [["小明", "三班"], ["=1+1", "三班"]]);
  assert.equal(next, undefined);
  assert.ok((await back.ask({ do: "checkin_close", n })).ok);
  await until("the end", () => late.events.some(({ type, people: count }) => type === "checkin_closed" && count === 2));
  assert.equal((await (await joinRoom(t, again, lesson, people[2].token)).ask({ do: "check_in", n, answer: "x" })).err.code, "checkin_over");

  const path = `/api/v1/lessons/${lesson.id}/checkins.csv`;
  assert.equal((await call(again, "GET", path, { token: people[0].token })).status, 403);
  const table = await call(again, "GET", path, { token: lecturer.token });
  assert.match(table.headers.get("content-type"), /text\/csv/);
  const lines = table.text.trim().split("\r\n");
  assert.equal(lines.length, 3);
  assert.match(lines[1], /"小明","learner","[^"]+","三班"/);
  assert.match(lines[2], /"'=1\+1"/);
  const record = await call(again, "GET", `/api/v1/lessons/${lesson.id}/record`, { token: lecturer.token });
  assert.doesNotMatch(record.text, /checked_in|三班/);
  checkFrames(staff, ...rooms, late, back);
});
