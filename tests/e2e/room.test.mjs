// The room as a client of the contract sees it. Every frame is checked against room.schema.json.
import assert from "node:assert/strict";
import { call, liveLesson, person } from "../harness/people.mjs";
import { joinRoom } from "../harness/room.mjs";
import { checkFrames } from "../harness/room_schema.mjs";
import { pause, scenario, until } from "../harness/scenario.mjs";
import { startServer } from "../harness/server.mjs";

await scenario("a comment reaches the other person, numbered and once", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson } = await liveLesson(server);
  const learner = await person(server, null, "小明");
  const [a, b] = [await joinRoom(t, server, lesson, lecturer.token), await joinRoom(t, server, lesson, learner.token)];
  assert.equal(a.hello.you.role, "lecturer");
  assert.deepEqual([b.hello.you.role, b.hello.you.may_speak, b.hello.you.may_moderate], ["learner", true, false]);
  const answer = await b.say("为什么不会倒？ 🌉");
  await until("the comment at the lecturer's", () => a.texts().includes("为什么不会倒？ 🌉"), { seconds: 3 });
  const event = a.events.find(({ type }) => type === "comment");
  assert.equal(event.n, answer.ok.n);
  assert.equal(event.from.name, "小明");
  const reply = await a.say("因为拱。", { reply: event.n });
  await until("the answer", () => b.events.some(({ n }) => n === reply.ok.n), { seconds: 3 });
  assert.deepEqual(b.events.find(({ n }) => n === reply.ok.n).reply, { n: event.n, id: event.from.id, name: "小明", text: "为什么不会倒？ 🌉" });
  checkFrames(a, b);
});

await scenario("questions: one vote a person, no name where none is wanted, hidden is hidden, and kill -9 loses nothing", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson } = await liveLesson(server);
  const people = await Promise.all([1, 2, 3].map((n) => person(server, null, `同学${n}`)));
  const staff = await joinRoom(t, server, lesson, lecturer.token);
  const rooms = await Promise.all(people.map(({ token }) => joinRoom(t, server, lesson, token)));
  const shy = (await rooms[0].ask({ do: "ask", text: " 为什么水会结冰？ ", nameless: true })).ok.n;
  const rude = (await rooms[1].ask({ do: "ask", text: "rude?" })).ok.n;
  const asked = await until("both questions", () => staff.events.filter(({ type }) => type === "asked").length === 2 && staff.events.filter(({ type }) => type === "asked"));
  assert.deepEqual(asked.map(({ n, text, from }) => [n, text, from?.name]), [[shy, "为什么水会结冰？", undefined], [rude, "rude?", "同学2"]]);
  for (const room of [...rooms, rooms[1]]) assert.ok((await room.ask({ do: "vote", n: shy, up: true })).ok);
  assert.equal((await rooms[0].ask({ do: "question", n: shy, to: "answering" })).err.code, "not_allowed");
  for (const [n, to] of [[shy, "answering"], [rude, "hidden"]]) assert.ok((await staff.ask({ do: "question", n, to })).ok);
  assert.ok((await staff.ask({ do: "answer", n: shy, text: "因为分子慢下来了。" })).ok);
  const told = () => rooms[2].events.findLast(({ type }) => type === "votes")?.totals;
  await until("the total", () => JSON.stringify(told()) === JSON.stringify([[shy, 3]]));
  await until("the answer", () => rooms[2].events.some(({ type }) => type === "question_reply"));

  await server.kill();
  const again = await startServer(t, { data: server.data });
  const late = await joinRoom(t, again, lesson, people[2].token);
  const [question, ...more] = late.hello.state.questions;
  assert.equal(more.length, 0);
  assert.deepEqual([question.n, question.votes, question.state, question.replies[0].text, question.from], [shy, 3, "answering", "因为分子慢下来了。", undefined]);
  assert.deepEqual(late.hello.you.voted, [shy]);
  const asker = await joinRoom(t, again, lesson, people[0].token);
  assert.deepEqual([asker.hello.you.asked, asker.hello.you.voted], [[shy], undefined]);

  const record = await call(again, "GET", `/api/v1/lessons/${lesson.id}/record`, { token: lecturer.token });
  assert.doesNotMatch(record.text, /rude|asked_by|voted/);
  checkFrames(staff, ...rooms, late, asker);
});

await scenario("pace: one vote a person, seen by staff alone and without names, an alert from a fifth on, kept through kill -9", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson } = await liveLesson(server);
  const people = await Promise.all([1, 2].map((n) => person(server, null, `同学${n}`)));
  const staff = await joinRoom(t, server, lesson, lecturer.token);
  const [a, b] = await Promise.all(people.map(({ token }) => joinRoom(t, server, lesson, token)));
  assert.equal((await staff.ask({ do: "pace", vote: "fast" })).err.code, "not_allowed");
  for (const [room, vote] of [[a, "slow"], [a, "fast"], [b, "fast"]]) assert.ok((await room.ask({ do: "pace", vote })).ok);
  const told = await until("the count", () => staff.events.findLast(({ type, fast }) => type === "pace" && fast[0] === 2));
  assert.deepEqual([told.slow, told.lost], [[0, 0], [0, 0]]);
  const alert = await until("the alert", () => staff.events.find(({ type }) => type === "pace_alert"));
  assert.deepEqual([alert.vote, alert.votes], ["fast", 2]);
  assert.equal((await a.ask({ do: "pace_alert", percent: 50 })).err.code, "not_allowed");
  assert.ok((await staff.ask({ do: "pace_alert", percent: 50 })).ok);
  assert.doesNotMatch(JSON.stringify([staff.frames, a.events]), /pace_voted/);
  assert.ok(a.events.every(({ type }) => !type.startsWith("pace")));

  await server.kill();
  const again = await startServer(t, { data: server.data });
  const late = await joinRoom(t, again, lesson, lecturer.token);
  assert.deepEqual([late.hello.state.pace.fast[0], late.hello.state.pace.alert_percent], [2, 50]);
  const own = await joinRoom(t, again, lesson, people[0].token);
  assert.deepEqual([own.hello.you.pace.vote, own.hello.state.pace], ["fast", undefined]);
  checkFrames(staff, a, b, late, own);
});

await scenario("moderation: words however disguised, review before display, silence, reports, and who did what", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson } = await liveLesson(server);
  const people = await Promise.all([1, 2].map((n) => person(server, null, `同学${n}`)));
  const staff = await joinRoom(t, server, lesson, lecturer.token);
  const [a, b] = await Promise.all(people.map(({ token }) => joinRoom(t, server, lesson, token)));
  assert.equal((await a.say("看 www.example.com")).err.code, "links_off");
  assert.ok((await staff.ask({ do: "words", mask: ["笨蛋"], review: ["微信"], block: ["代考"] })).ok);
  assert.equal((await a.say("代\u200b-考")).err.code, "words_blocked");
  const starred = (await a.say("你这個笨.蛋")).ok.n;
  await until("the stars", () => b.events.some(({ n, text }) => n === starred && text === "你这個***"));
  const held = (await a.say("加我微信")).ok.n;
  await until("it waits", () => a.frames.some(({ you }) => you?.held?.some(({ n, text }) => n === held && text === "加我微信")));
  assert.ok(!b.texts().includes("加我微信"));

  await server.kill();
  const again = await startServer(t, { data: server.data });
  const [staff2, a2, b2] = await Promise.all([lecturer, ...people].map(({ token }) => joinRoom(t, again, lesson, token)));
  assert.deepEqual([staff2.hello.state.held[0].n, staff2.hello.state.held[0].why, a2.hello.you.held[0].n], [held, "words", held]);
  assert.deepEqual([b2.hello.state.held, b2.hello.state.words], [undefined, undefined]);
  assert.ok((await staff2.ask({ do: "settle", n: held, show: true })).ok);
  const shown = await until("it is shown", () => b2.events.find((event) => event.held === held));
  assert.equal(shown.text, "加我微信");
  await until("it no longer waits", () => a2.frames.some(({ you }) => you && !you.held));

  assert.ok((await b2.ask({ do: "report", n: shown.n })).ok);
  await until("the report", () => staff2.events.some(({ type, comment }) => type === "reported" && comment.n === shown.n));
  assert.ok((await staff2.ask({ do: "delete", n: shown.n })).ok);
  assert.ok((await staff2.ask({ do: "rules", silent: true })).ok);
  await until("the rule", () => a2.events.some(({ type, silent }) => type === "rules" && silent));
  assert.equal((await a2.say("hi")).err.code, "silent");
  assert.ok((await staff2.say("quiet, please")).ok);
  assert.deepEqual(staff2.events.filter(({ type }) => type === "staff_did").map(({ did, by }) => [did, by.id]), ["settle", "delete", "rules"].map((did) => [did, String(staff2.hello.you.account.id)]));
  assert.ok([...a2.events, ...b2.events].every(({ type }) => !["staff_did", "held", "words", "reported", "waits"].includes(type)));
  checkFrames(staff, a, b, staff2, a2, b2);
});

await scenario("who is banned is out at once, with what they wrote, and stays out until the ban is lifted", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson } = await liveLesson(server);
  const [rude, other] = await Promise.all(["坏人", "好人"].map((name) => person(server, null, name)));
  const staff = await joinRoom(t, server, lesson, lecturer.token);
  const room = await joinRoom(t, server, lesson, rude.token);
  const n = (await room.say("rude")).ok.n;
  const bans = `/api/v1/lessons/${lesson.id}/bans`;
  assert.equal((await call(server, "POST", bans, { token: other.token, body: { account: String(rude.id) } })).status, 403);
  assert.equal((await call(server, "POST", bans, { token: lecturer.token, body: { account: String(lecturer.id) } })).status, 403);
  assert.equal((await call(server, "POST", bans, { token: lecturer.token, body: { account: "999999" } })).status, 404);
  assert.equal((await call(server, "POST", bans, { token: lecturer.token, body: { account: String(rude.id), days: 0 } })).status, 422);
  assert.equal((await call(server, "POST", bans, { token: lecturer.token, body: { account: String(rude.id), clear: true } })).status, 204);
  assert.equal((await room.closed).code, 4003);
  await until("the comment is gone", () => staff.events.some(({ type, comment }) => type === "deleted" && comment === n));
  await until("the log", () => staff.events.some(({ type, did, account }) => type === "staff_did" && did === "ban" && account === String(rude.id)));
  const playback = (token) => call(server, "GET", `/api/v1/lessons/${lesson.id}/playback`, { token });
  assert.deepEqual([(await playback(rude.token)).status, (await playback(other.token)).status], [403, 200]);
  const listed = (await call(server, "GET", bans, { token: lecturer.token })).body.items;
  assert.deepEqual(listed.map(({ account, until }) => [account.name, until.slice(0, 4)]), [["坏人", "9999"]]);
  assert.equal((await call(server, "DELETE", `${bans}/${rude.id}`, { token: lecturer.token })).status, 204);
  assert.equal((await playback(rude.token)).status, 200);
  checkFrames(staff);
});

await scenario("an address is barred with a person: nobody new from there, whoever was there stays, kept through kill -9", async (t) => {
  const behindProxy = { env: { LYCEUM_HTTP_TRUST_PROXY: "true" } };
  const server = await startServer(t, behindProxy);
  const { lecturer, lesson } = await liveLesson(server);
  const bans = `/api/v1/lessons/${lesson.id}/bans`;
  const from = (address) => ({ headers: { "x-forwarded-for": address } });
  const [troll, second, neighbour] = await Promise.all(["捣蛋", "小号", "邻座"].map((name) => person(server, null, name)));
  const ban = (body, token = lecturer.token) => call(server, "POST", bans, { token, body: { account: String(troll.id), ...body } });
  const comes = (who, address, at = server) => joinRoom(t, at, lesson, who?.token, from(address)).then((room) => room, ({ message }) => message);

  const early = await ban({ address: true });
  assert.deepEqual([early.status, early.body.code], [409, "address_unknown"]);
  assert.equal((await ban({ address: true }, second.token)).status, 403);
  const room = await comes(troll, "2001:db8:1:2::7");
  const beside = await comes(neighbour, "2001:db8:1:2::8");
  const staff = await comes(lecturer, "2001:db8:1:2::9");
  assert.equal((await ban({ address: true })).status, 204);
  assert.equal((await room.closed).code, 4003);
  assert.match(await comes(second, "2001:db8:1:2:ffff::1"), /closed with 4003 address barred/, "another address of the same network");
  assert.ok((await beside.say("I was here before")).ok);
  beside.close();
  for (const [who, address] of [[neighbour, "2001:db8:1:2::8"], [lecturer, "2001:db8:1:2::9"], [second, "2001:db8:1:3::1"], [null, "2001:db8:1:2::1"]])
    assert.ok((await comes(who, address)).hello, `${who?.name} from ${address}`);
  assert.equal((await call(server, "GET", `/api/v1/lessons/${lesson.id}/playback`, { token: second.token })).status, 200, "they may still watch");
  const [listed] = (await call(server, "GET", bans, { token: lecturer.token })).body.items;
  const hours = (Date.parse(listed.address_until) - Date.now()) / 3_600_000;
  assert.ok(hours > 23.9 && hours <= 24, `${hours}`);
  checkFrames(staff);
  assert.ok(!server.log().includes("2001:db8"), "no address in the log");

  await server.kill();
  const again = await startServer(t, { ...behindProxy, data: server.data });
  assert.match(await comes(second, "2001:db8:1:2:ffff::1", again), /address barred/);
  assert.equal((await call(again, "DELETE", `${bans}/${troll.id}`, { token: lecturer.token })).status, 204);
  assert.ok((await comes(second, "2001:db8:1:2:ffff::1", again)).hello);
  assert.deepEqual((await call(again, "GET", bans, { token: lecturer.token })).body.items, []);
});

await scenario("the words of the site hold in every room at once", async (t) => {
  const server = await startServer(t);
  const { lesson } = await liveLesson(server);
  const [operator, learner] = await Promise.all([person(server, "operator"), person(server, null, "小明")]);
  const room = await joinRoom(t, server, lesson, learner.token);
  assert.ok((await room.say("代考")).ok);
  await operator.api("PATCH", "/operator/settings", { words_block: "代考\n\n刷单", words_mask: "笨" });
  assert.equal((await room.sayInTime("代 考")).err.code, "words_blocked");
  const n = (await room.sayInTime("我笨")).ok.n;
  await until("the star", () => room.events.some((event) => event.n === n && event.text === "我*"));
});

await scenario("a new account is limited in a free lesson, and not where it has a place of its own", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson } = await liveLesson(server);
  const [operator, fresh] = await Promise.all([person(server, "operator"), person(server, null, "新人")]);
  await operator.api("PATCH", "/operator/settings", { new_account_hours: "24" });
  const room = await joinRoom(t, server, lesson, fresh.token);
  assert.equal(room.you.newcomer.pause, 10);
  assert.equal((await room.say("see a.com")).err.code, "links_off");
  const staff = await joinRoom(t, server, lesson, lecturer.token);
  assert.ok((await staff.ask({ do: "rules", links: true })).ok);
  assert.equal((await room.say("see a.com")).err.code, "new_links");
  assert.ok((await room.say("hello")).ok);
  const { err } = await room.say("hello again");
  assert.equal(err.code, "new_account");
  assert.ok(err.retry_after_ms > 0 && err.retry_after_ms <= 10_000, `${err.retry_after_ms}`);
  checkFrames(room, staff);

  const shut = await lecturer.api("POST", "/lessons", { title: "Shut", kind: "live", access: { kind: "password", password: "open" } });
  await lecturer.api("POST", `/lessons/${shut.id}/start`);
  await fresh.api("POST", `/lessons/${shut.id}/access`, { password: "open" });
  const inside = await joinRoom(t, server, shut, fresh.token);
  assert.equal(inside.you.newcomer, undefined);
  for (const text of ["one", "two"]) assert.ok((await inside.say(text)).ok);

  await operator.api("PATCH", "/operator/settings", { new_account_hours: "24", new_account_review: "true" });
  const again = await joinRoom(t, server, lesson, (await person(server, null, "新人二")).token);
  assert.ok((await again.say("hi")).ok);
  await until("it waits", () => staff.events.some(({ type, text, why }) => type === "held" && text === "hi" && why === "review"));
});

await scenario("hands: a queue that staff sees, one's own turn, kept through kill -9", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson } = await liveLesson(server);
  const people = await Promise.all([1, 2].map((n) => person(server, null, `同学${n}`)));
  const staff = await joinRoom(t, server, lesson, lecturer.token);
  const [a, b] = await Promise.all(people.map(({ token }) => joinRoom(t, server, lesson, token)));
  for (const room of [b, a, b]) assert.ok((await room.ask({ do: "hand", up: true })).ok);
  assert.equal((await a.ask({ do: "hand_call", account: String(people[1].id) })).err.code, "not_allowed");
  assert.ok((await staff.ask({ do: "hand_call", account: String(people[1].id) })).ok);
  await until("it is b's turn", () => b.you.hand?.called === true);
  assert.ok(a.events.every(({ type }) => !type.startsWith("hand")));

  await server.kill();
  const again = await startServer(t, { data: server.data });
  const late = await joinRoom(t, again, lesson, lecturer.token);
  assert.deepEqual(late.hello.state.hands.map(({ from, called }) => [from.name, called]), [["同学2", true], ["同学1", false]]);
  assert.ok((await late.ask({ do: "hand_lower", account: String(people[1].id) })).ok);
  const own = await joinRoom(t, again, lesson, people[0].token);
  assert.deepEqual([own.hello.you.hand.called, own.hello.state.hands], [false, undefined]);
  checkFrames(staff, a, b, late, own);
});

await scenario("after a broken line exactly what was missed comes, nothing twice", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson } = await liveLesson(server);
  const a = await joinRoom(t, server, lesson, lecturer.token);
  const learner = await person(server);
  const b = await joinRoom(t, server, lesson, learner.token);
  await a.say("one");
  await until("one", () => b.texts().length === 1);
  b.socket.terminate();
  for (const text of ["two", "three", "four"]) await a.say(text);
  const again = await joinRoom(t, server, lesson, learner.token, { epoch: b.hello.epoch, after: b.upto });
  assert.equal(again.hello.resumed, true);
  assert.equal(again.hello.state, undefined);
  await until("what was missed", () => again.texts().length === 3);
  await a.say("five");
  await until("five", () => again.texts().includes("five"));
  assert.deepEqual(again.texts(), ["two", "three", "four", "five"]);
  const stranger = await joinRoom(t, server, lesson, learner.token, { epoch: "another", after: 1 });
  assert.equal(stranger.hello.resumed, false);
  assert.deepEqual(stranger.hello.state.comments.map(({ text }) => text), ["one", "two", "three", "four", "five"]);
  checkFrames(a, again, stranger);
});

await scenario("too long, too fast, muted, signed out: a code each, and when to try again", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson } = await liveLesson(server);
  const staff = await joinRoom(t, server, lesson, lecturer.token);
  const learner = await person(server);
  const room = await joinRoom(t, server, lesson, learner.token);
  const long = await room.say("字".repeat(501));
  assert.ok(long.err?.code && long.err.message, JSON.stringify(long));
  assert.ok((await room.say("字".repeat(500))).ok, "500 characters are allowed");
  assert.ok((await room.say("   ")).err, "a comment of blanks says nothing");

  const slow = await staff.ask({ do: "slow", seconds: 5 });
  assert.ok(slow.ok);
  await until("slow mode at the learner's", () => room.events.some(({ type }) => type === "slow"));
  await room.say("first");
  const fast = await room.say("second");
  assert.ok(fast.err && fast.err.retry_after_ms > 0 && fast.err.retry_after_ms <= 5000, JSON.stringify(fast));
  assert.ok((await staff.say("the lecturer is not slowed")).ok);
  await staff.ask({ do: "slow", seconds: 0 });

  assert.ok((await staff.ask({ do: "mute", account: learner.id, seconds: 10 })).ok);
  await until("the mute at the learner's", () => room.you.muted_until > 0);
  const muted = await room.say("let me speak");
  assert.ok(muted.err && muted.err.retry_after_ms > 0 && muted.err.retry_after_ms <= 10_000, JSON.stringify(muted));
  assert.ok((await room.ask({ do: "mute", account: lecturer.id, seconds: 10 })).err, "a learner mutes nobody");
  assert.ok((await staff.ask({ do: "mute", account: learner.id, seconds: 0 })).ok);
  await until("the mute lifted", () => room.you.muted_until === 0);

  const stranger = await joinRoom(t, server, lesson, undefined);
  assert.equal(stranger.hello.you.may_speak, false);
  assert.ok((await stranger.say("hello")).err?.code);
  const chinese = await joinRoom(t, server, lesson, undefined, { language: "zh-CN" });
  assert.match((await chinese.say("你好")).err.message, /\p{Script=Han}/u);
  checkFrames(staff, room, stranger);
});

await scenario("a flood ends in refusals, and the socket lives", async (t) => {
  const server = await startServer(t);
  const { lesson } = await liveLesson(server);
  const room = await joinRoom(t, server, lesson, (await person(server)).token);
  const answers = await Promise.all(Array.from({ length: 40 }, (_, i) => room.say(`flood ${i}`)));
  const refused = answers.filter(({ err }) => err);
  assert.ok(refused.length >= 20, `${refused.length} of 40 were refused`);
  assert.ok(refused.every(({ err }) => err.retry_after_ms > 0));
  assert.equal(room.socket.readyState, 1);
});

await scenario("delete, pin and likes are seen by everybody; counts are of people", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson } = await liveLesson(server);
  const staff = await joinRoom(t, server, lesson, lecturer.token);
  const learner = await person(server);
  const room = await joinRoom(t, server, lesson, learner.token);
  await joinRoom(t, server, lesson, learner.token); // a second socket of the same person
  await until("two people", () => staff.events.findLast?.(({ type }) => type === "presence")?.people === 2 || staff.events.filter(({ type }) => type === "presence").pop()?.people === 2);
  const { ok: { n } } = await room.say("remove me");
  assert.ok((await staff.ask({ do: "pin", n })).ok);
  await until("the pin", () => room.events.some(({ type, comment }) => type === "pinned" && comment?.n === n));
  assert.ok((await staff.ask({ do: "delete", n })).ok);
  await until("the deletion", () => room.events.some(({ type, comment }) => type === "deleted" && comment === n));
  assert.ok((await room.ask({ do: "like", count: 7 })).ok);
  await until("the likes", () => staff.events.some(({ type, total }) => type === "likes" && total === 7));
  const late = await joinRoom(t, server, lesson, learner.token);
  assert.deepEqual([late.hello.state.comments.length, late.hello.state.likes, late.hello.state.people], [0, 7, 2]);
  checkFrames(staff, room, late);
});

await scenario("a deleted account and an ended lesson close the room with their codes", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson } = await liveLesson(server);
  const room = await joinRoom(t, server, lesson, (await person(server)).token);
  await lecturer.api("POST", `/lessons/${lesson.id}/stop`);
  await until("the end", () => room.events.some(({ type, state }) => type === "lesson" && state === "ended"));
  checkFrames(room);
});

await scenario("an encoder that comes and goes is seen in the room", async (t) => {
  const { publish } = await import("../harness/encoder.mjs");
  const server = await startServer(t);
  const { lesson, url } = await liveLesson(server);
  const room = await joinRoom(t, server, lesson, undefined);
  const encoder = publish(t, url);
  await until("stream on", () => room.events.some(({ type, on }) => type === "stream" && on));
  await encoder.stop();
  await until("stream off", () => room.events.some(({ type, on }) => type === "stream" && !on));
  await pause(100);
  checkFrames(room);
});

await scenario("staff finds people by name, role and mute, in pages", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson } = await liveLesson(server);
  const people = await Promise.all(["王小明", "Ann", "ＡＮＮＡ"].map((name) => person(server, null, name)));
  for (const { token } of people) await joinRoom(t, server, lesson, token);
  const staff = await joinRoom(t, server, lesson, lecturer.token);
  const found = async (question) => (await staff.ask({ do: "people", ...question })).ok;
  const names = async (question) => (await found(question)).people.map(({ name }) => name);
  assert.deepEqual(await names({}), ["Ms Lin", "Ann", "ＡＮＮＡ", "王小明"]);
  assert.deepEqual(await names({ search: "anN" }), ["Ann", "ＡＮＮＡ"]);
  assert.deepEqual(await names({ search: "小" }), ["王小明"]);
  assert.deepEqual(await names({ role: "lecturer" }), ["Ms Lin"]);
  assert.ok((await staff.ask({ do: "mute", account: String(people[1].id), seconds: 60 })).ok);
  assert.deepEqual(await names({ muted: true, order: "minutes" }), ["Ann"]);
  assert.equal((await found({ search: "nobody" })).total, 0);
  assert.equal((await staff.ask({ do: "people", after: "7" })).err.code, "malformed");
  checkFrames(staff);
});
