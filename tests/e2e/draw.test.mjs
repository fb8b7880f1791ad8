// Prize draws as clients of the contract see them, and what anybody can verify afterwards.
import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { call, liveLesson, person } from "../harness/people.mjs";
import { joinRoom } from "../harness/room.mjs";
import { checkFrames } from "../harness/room_schema.mjs";
import { scenario, until } from "../harness/scenario.mjs";
import { command, startServer } from "../harness/server.mjs";

const nonce = () => randomBytes(16).toString("hex");
const sha256 = (...parts) => createHash("sha256").update(Buffer.concat(parts)).digest("hex");
const bytes = (hex) => Buffer.from(hex, "hex");
const last = (room, type) => room.events.findLast((event) => event.type === type);

function receiptOf(lesson, draw, account, entry) {
  return { format: "lyceum-draw-receipt", version: 1, lesson: lesson.id, draw, account, ...entry };
}

await scenario("a draw through kill -9: receipts hold, the file verifies, a dropped ticket is found, winners leave an address", async (t) => {
  let server = await startServer(t);
  const { lecturer, lesson } = await liveLesson(server);
  const people = await Promise.all(Array.from({ length: 12 }, (_, i) => person(server, null, `同学${i}`)));
  let staff = await joinRoom(t, server, lesson, lecturer.token);
  let rooms = await Promise.all(people.map(({ token }) => joinRoom(t, server, lesson, token)));
  const all = [...rooms, staff];

  assert.equal((await rooms[0].ask({ do: "draw_open", prize: "x", winners: 1 })).err.code, "not_allowed");
  const n = (await staff.ask({ do: "draw_open", prize: " 一本书 ", winners: 2, conditions: ["commented", "asked"], phrase: "谢谢" })).ok.n;
  const opened = await until("it at a learner's", () => last(rooms[3], "draw_opened"));
  assert.deepEqual([opened.n, opened.prize, opened.seed], [n, "一本书", undefined]);
  assert.equal((await staff.ask({ do: "draw_open", prize: "another", winners: 1 })).err.code, "draw_running");
  const enter = (room, own = nonce()) => room.ask({ do: "draw_enter", n, nonce: own });
  assert.equal((await enter(rooms[0])).err.code, "draw_condition");
  for (const room of rooms) {
    assert.ok((await room.sayInTime("谢谢老师！")).ok);
    assert.ok((await room.ask({ do: "ask", text: "为什么？" })).ok);
  }
  for (const bad of ["", "xyz", "A".repeat(32), "a".repeat(65), "a".repeat(1000)]) assert.equal((await enter(rooms[0], bad)).err.code, "malformed");
  assert.equal((await enter(staff)).err.code, "not_allowed");
  const entries = new Map();
  for (const [i, room] of rooms.slice(0, 8).entries()) entries.set(people[i].id, (await enter(room)).ok.entry);
  assert.deepEqual((await enter(rooms[0])).ok.entry, entries.get(people[0].id), "who enters twice keeps the first ticket");
  await until("count and head", () => last(rooms[11], "draw_count")?.people === 8);
  assert.equal(last(rooms[11], "draw_count").head, entries.get(people[7].id).head, "the head of the newest receipt is told to all");

  await server.kill();
  server = await startServer(t, { data: server.data });
  staff = await joinRoom(t, server, lesson, lecturer.token);
  rooms = await Promise.all(people.map(({ token }) => joinRoom(t, server, lesson, token)));
  all.push(...rooms, staff);
  for (const [i, room] of rooms.slice(0, 8).entries()) assert.deepEqual(room.hello.you.draw, { n, entry: entries.get(people[i].id) });
  assert.deepEqual(rooms[9].hello.you.draw, { n, unmet: [] }, "what was said before the crash counts");
  const path = `/api/v1/lessons/${lesson.id}/draws/${n}.json`;
  assert.equal((await call(server, "GET", path, { token: people[0].token })).status, 409);
  for (const [i, room] of rooms.slice(8).entries()) entries.set(people[8 + i].id, (await enter(room)).ok.entry);
  const [first, second] = await Promise.all([staff.ask({ do: "draw_close", n }), staff.ask({ do: "draw_close", n })]);
  assert.ok(first.ok && second.ok, "two assistants at once");
  const done = await until("the winners", () => last(rooms[0], "draw_done"));
  assert.equal(rooms[0].events.filter(({ type }) => type === "draw_done").length, 1);
  assert.equal((await enter(rooms[0])).ok.entry.ticket, entries.get(people[0].id).ticket);
  const closed = last(rooms[0], "draw_closed");
  assert.equal(sha256(bytes(closed.seed)), opened.commitment);

  const answer = await call(server, "GET", path, { token: people[5].token });
  assert.equal(answer.status, 200);
  const file = answer.body;
  assert.equal(file.tickets.length, 12);
  assert.deepEqual(file.won, done.winners.map(({ ticket }) => ticket));
  const list = sha256(...[...file.tickets].sort().map(bytes));
  assert.deepEqual([file.list, closed.list], [list, list]);
  const score = (ticket) => sha256(bytes(file.seed), bytes(list), bytes(ticket));
  assert.deepEqual(file.won, [...file.tickets].sort((a, b) => (score(a) < score(b) ? -1 : 1)).slice(0, 2));
  assert.doesNotMatch(answer.text, /同学/, "no name in it");

  const at = (name, value) => (writeFileSync(join(server.data, name), typeof value === "string" ? value : JSON.stringify(value)), join(server.data, name));
  const whole = at("draw.json", answer.text);
  for (const { id } of people) {
    const said = await command(["verify-draw", whole, "--receipt", JSON.stringify(receiptOf(lesson, n, id, entries.get(id)))]);
    assert.equal(said.code, 0, said.out + said.err);
    assert.match(said.out, /All of it holds. 全部通过。/);
  }
  const loser = people.find(({ id }) => !done.winners.some(({ from }) => from.id === id));
  const gone = { ...file, tickets: file.tickets.filter((ticket) => ticket !== entries.get(loser.id).ticket) };
  const told = await command(["verify-draw", at("dropped.json", gone), "--receipt", at("receipt.json", receiptOf(lesson, n, loser.id, entries.get(loser.id)))]);
  assert.equal(told.code, 1);
  assert.match(told.out, /NOT at its place/);
  assert.equal((await command(["verify-draw", at("none.json", "{}")])).code, 1);

  const winner = people.findIndex(({ id }) => id === done.winners[0].from.id);
  await until("the winner hears of it", () => rooms[winner].you.won?.[0].n === n);
  const home = { name: "王小明", phone: "123", address: "长安街 1 号" };
  assert.equal((await rooms[people.indexOf(loser)].ask({ do: "draw_address", n, ...home })).err.code, "not_allowed");
  assert.ok((await rooms[winner].ask({ do: "draw_address", n, ...home })).ok);
  const winners = `/api/v1/lessons/${lesson.id}/draws/${n}/winners`;
  assert.equal((await call(server, "GET", winners, { token: people[winner].token })).status, 403);
  const { items } = (await call(server, "GET", winners, { token: lecturer.token })).body;
  assert.deepEqual(items.map(({ to }) => to), [home, null]);
  const record = await call(server, "GET", `/api/v1/lessons/${lesson.id}/record?limit=500`, { token: lecturer.token });
  assert.doesNotMatch(record.text, /王小明|draw_seed|draw_entered|draw_addressed/);

  assert.equal((await call(server, "DELETE", "/api/v1/me", { token: people[winner].token, body: { password: people[winner].password } })).status, 204);
  await until("name and address are gone", async () => {
    const { account, to } = (await call(server, "GET", winners, { token: lecturer.token })).body.items[0];
    return [account.name, to.name, to.phone, to.address].every((text) => text === "");
  });
  await server.kill();
  server = await startServer(t, { data: server.data });
  const again = (await call(server, "GET", winners, { token: lecturer.token })).body.items[0];
  assert.deepEqual([again.account.name, again.to], ["", { name: "", phone: "", address: "" }]);
  assert.equal((await call(server, "GET", path, { token: people[5].id === people[winner].id ? lecturer.token : people[5].token })).text, answer.text);
  checkFrames(...all);
});

await scenario("a draw with a beacon waits for its round, and the end of the class ends one that runs", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson } = await liveLesson(server);
  const staff = await joinRoom(t, server, lesson, lecturer.token);
  const room = await joinRoom(t, server, lesson, (await person(server)).token);
  const chain = "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971";
  const roundIn = (seconds) => Math.floor((Date.now() / 1000 + seconds - 1692803367) / 3) + 1;
  const open = (beacon) => staff.ask({ do: "draw_open", prize: "a mug", winners: 1, beacon });
  assert.equal((await open({ chain, round: 5 })).err.code, "beacon_wrong");
  assert.equal((await open({ chain: "0".repeat(64), round: roundIn(60) })).err.code, "beacon_wrong");
  const n = (await open({ chain, round: roundIn(600) })).ok.n;
  assert.ok((await room.ask({ do: "draw_enter", n, nonce: nonce() })).ok);
  await lecturer.api("POST", `/lessons/${lesson.id}/stop`);
  await until("its end", () => last(room, "draw_closed"));
  assert.equal(last(room, "draw_done"), undefined);
  assert.equal((await staff.ask({ do: "draw_beacon", n, value: "a".repeat(64) })).err.code, "beacon_wrong", "nobody can know it yet");
  const file = await call(server, "GET", `/api/v1/lessons/${lesson.id}/draws/${n}.json`, { token: lecturer.token });
  assert.equal(file.body.won, undefined);
  checkFrames(staff, room);
});
