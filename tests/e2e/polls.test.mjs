// Polls and quizzes as clients of the contract see them. Every frame is checked against room.schema.json.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import Ajv from "ajv/dist/2020.js";
import { openBrowser, tab } from "../harness/browser.mjs";
import { publish } from "../harness/encoder.mjs";
import { signInByHand } from "../harness/hands.mjs";
import { call, liveLesson, person } from "../harness/people.mjs";
import { joinRoom } from "../harness/room.mjs";
import { pause, scenario, until } from "../harness/scenario.mjs";
import { startServer } from "../harness/server.mjs";

const schema = JSON.parse(readFileSync(new URL("../../src/room/room.schema.json", import.meta.url), "utf8"));
const ajv = new Ajv({ strict: false });
ajv.addSchema(schema, "room");
const fits = ajv.compile({ $ref: "room#/$defs/ServerFrame" });

function checkFrames(...rooms) {
  for (const room of rooms) {
    assert.equal(room.gap, undefined);
    for (const frame of room.frames) assert.ok(fits(frame), `${JSON.stringify(frame)}\n${ajv.errorsText(fits.errors)}`);
  }
}

const quiz = { kind: "single", title: "=2+1", options: ["2", "3", "4"], right: [1], points: 100, bonus: true, timer: 15, results: "hidden" };
const ofType = (room, wanted) => room.events.filter(({ type }) => type === wanted);

await scenario("a quiz through kill -9: what was acknowledged counts, the time goes on, late is refused, and all of it is exported", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson } = await liveLesson(server);
  const people = await Promise.all([1, 2, 3, 4].map((n) => person(server, null, `同学${n}`)));
  const staff = await joinRoom(t, server, lesson, lecturer.token);
  const rooms = await Promise.all(people.map(({ token }) => joinRoom(t, server, lesson, token)));
  const draft = (await staff.ask({ do: "poll_draft", content: quiz })).ok.n;
  const opened = await staff.ask({ do: "poll_open", draft });
  const poll = opened.ok.n, began = Date.now();
  await until("the quiz at a learner's", () => ofType(rooms[0], "poll_opened").length === 1);
  assert.deepEqual([ofType(rooms[0], "poll_opened")[0].content.right, ofType(rooms[0], "poll_key").length], [undefined, 0]);
  assert.equal((await staff.ask({ do: "poll_open", content: quiz })).err.code, "poll_running");
  assert.equal((await staff.ask({ do: "poll_answer", poll, choices: [1] })).err.code, "not_allowed");
  const answer = (room, choices) => room.ask({ do: "poll_answer", poll, choices });
  assert.equal((await answer(rooms[0], [3])).err.code, "bad_choice");
  assert.ok((await answer(rooms[0], [1])).ok);
  assert.ok((await answer(rooms[1], [0])).ok);
  assert.equal((await answer(rooms[1], [1])).err.code, "already_answered");
  await until("hidden counts at the staff's", () => ofType(staff, "poll_staff_counts").at(-1)?.counts.join() === "1,1,0");
  assert.ok(ofType(rooms[0], "poll_counts").every(({ counts }) => counts === undefined));
  const missing = (await staff.ask({ do: "poll_people", poll })).ok.poll_people;
  assert.deepEqual([missing.missing.map(({ name }) => name).sort(), missing.missing_count], [["同学3", "同学4"], 2]);

  await server.kill();
  const again = await startServer(t, { data: server.data });
  const back = await Promise.all(people.map(({ token }) => joinRoom(t, again, lesson, token)));
  assert.equal(back[0].hello.state.poll.n, poll);
  assert.deepEqual(back[0].hello.you.answer, { poll, choices: [1] });
  assert.equal((await answer(back[0], [2])).err.code, "already_answered");
  assert.ok((await answer(back[2], [1])).ok, "there is time left");
  await pause(Math.max(0, began + 15_050 - Date.now()));
  assert.equal((await answer(back[3], [1])).err.code, "poll_over");
  const closed = await until("the end", () => ofType(back[3], "poll_closed")[0]);
  assert.deepEqual([closed.people, closed.counts, closed.right], [3, [1, 2, 0], [1]]);
  assert.ok(Math.abs(closed.t - began - 15_000) < 1500, `closed after ${closed.t - began} ms`);

  const board = (await back[1].ask({ do: "leaderboard" })).ok.leaderboard;
  assert.deepEqual([board.top.map(({ name, place }) => [name, place]), board.mine], [[["同学1", 1], ["同学3", 2]], undefined]);
  assert.deepEqual(board.answer, { poll, choices: [0], points: 0 });
  assert.ok(board.top[0].points > board.top[1].points && board.top[1].points >= 50, "who was quick got more");
  const csv = await call(again, "GET", `/api/v1/lessons/${lesson.id}/polls.csv`, { token: lecturer.token });
  const lines = csv.text.trim().split("\r\n");
  assert.equal(lines.length, 4);
  assert.match(lines[1], /"'=2\+1",".*","同学1","3","yes"/);
  assert.equal((await call(again, "GET", `/api/v1/lessons/${lesson.id}/polls.csv`, { token: people[0].token })).status, 403);
  checkFrames(staff, ...rooms, ...back);
}, { seconds: 60 });

await scenario("nonsense is refused, large and small, and the socket lives", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson } = await liveLesson(server);
  const staff = await joinRoom(t, server, lesson, lecturer.token);
  const open = async (content) => (await staff.ask({ do: "poll_open", content })).err?.code ?? "opened";
  const choice = { kind: "single", title: "?", options: ["a", "b"] };
  assert.equal(await open({ ...choice, title: " " }), "poll_text");
  assert.equal(await open({ ...choice, options: Array.from({ length: 4000 }, () => "") }), "poll_options");
  assert.equal(await open({ ...choice, options: ["a", "a "] }), "poll_options");
  assert.equal(await open({ ...choice, points: 10 }), "poll_quiz");
  assert.equal(await open({ ...choice, timer: 5 }), "malformed");
  assert.equal(await open({ kind: "text", title: "🌉 ما رأيك؟" }), "opened");
  const large = await joinRoom(t, server, lesson, lecturer.token);
  large.ask({ do: "poll_open", content: { ...choice, title: "课".repeat(400_000) } }).catch(() => {});
  assert.equal((await large.closed).code, 1009);
  assert.equal(staff.socket.readyState, 1);
  checkFrames(staff);
});

await scenario("a word that is taken out is gone from the cloud, live and in the record; the end of the class closes it", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson } = await liveLesson(server);
  const [wei, min] = await Promise.all(["Wei", "Min"].map((name) => person(server, null, name)));
  const staff = await joinRoom(t, server, lesson, lecturer.token);
  const [a, b] = [await joinRoom(t, server, lesson, wei.token), await joinRoom(t, server, lesson, min.token)];
  const poll = (await staff.ask({ do: "poll_open", content: { kind: "text", title: "In one word?" } })).ok.n;
  assert.ok((await a.ask({ do: "poll_answer", poll, word: "ＲＵＤＥ" })).ok);
  assert.ok((await b.ask({ do: "poll_answer", poll, word: "kind" })).ok);
  const words = () => ofType(b, "poll_counts").at(-1)?.words.map(({ word }) => word).sort().join();
  await until("both words", () => words() === "kind,ＲＵＤＥ");
  assert.ok((await staff.ask({ do: "poll_word_out", poll, word: "rude" })).ok);
  await until("one word", () => words() === "kind");
  await lecturer.api("POST", `/lessons/${lesson.id}/stop`);
  await until("the end", () => ofType(b, "poll_closed").length === 1 && ofType(b, "lesson").length > 0);
  assert.equal((await b.ask({ do: "poll_answer", poll, word: "late" })).err.code, "room_over");
  const { text } = await call(server, "GET", `/api/v1/lessons/${lesson.id}/record`, { token: min.token });
  assert.ok(text.includes("poll_closed") && text.includes("kind") && !text.includes("ＲＵＤＥ"), text);
  checkFrames(staff, a, b);
});

await scenario("on the pages: typed and opened in a few seconds, answered with one tap, closed, and seen again in the replay", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson, url } = await liveLesson(server);
  publish(t, url);
  const learner = await person(server, null, "小明");
  const browser = await openBrowser(t);
  const [desk, seat] = [await tab(t, browser, { name: "lecturer" }), await tab(t, browser, { name: "learner", width: 390, height: 844 })];
  await signInByHand(desk, server, lecturer);
  await signInByHand(seat, server, learner);
  await Promise.all([desk, seat].map((page) => page.goto(`${server.http}/lessons/${lesson.id}`)));

  await desk.getByRole("tab", { name: "Polls" }).click();
  await desk.getByRole("button", { name: "New poll" }).click();
  await desk.getByLabel("Question", { exact: true }).fill("What is 2 + 1?");
  await desk.getByLabel("Option 1", { exact: true }).fill("2");
  await desk.keyboard.press("Enter");
  await desk.keyboard.type("3");
  await desk.getByLabel("As a quiz").check();
  await desk.getByLabel("Option 2 is right").check();
  await desk.getByRole("button", { name: "Keep for later" }).click();
  await desk.getByRole("button", { name: "Open", exact: true }).click();

  const card = seat.getByRole("article", { name: "Quiz · What is 2 + 1?" });
  await card.getByRole("button", { name: "3", exact: false }).first().click();
  await card.getByText("Your answer counts.").waitFor();
  const running = desk.getByRole("article", { name: "Quiz · What is 2 + 1?" });
  await running.getByText("1 answered").waitFor();
  await running.getByRole("button", { name: "Close", exact: true }).click();
  await card.getByText("Right! +100 points").waitFor();
  await card.getByRole("button", { name: "Leaderboard" }).click();
  await seat.getByRole("dialog").getByText("小明").waitFor();
  await seat.keyboard.press("Escape");

  await until("a few seconds of recording", async () => (await lecturer.api("GET", `/lessons/${lesson.id}/replay`).catch(() => null))?.duration_ms > 6000, { seconds: 40 });
  await lecturer.api("POST", `/lessons/${lesson.id}/stop`);
  const later = await tab(t, browser, { name: "later" });
  await later.goto(`${server.http}/lessons/${lesson.id}`);
  await later.getByRole("complementary", { name: "Poll" }).getByText("What is 2 + 1?").waitFor({ timeout: 30_000 });
}, { seconds: 120 });
