// Who was in a class for how long: for the room, its staff, and the people themselves.
import assert from "node:assert/strict";
import { openBrowser, tab } from "../harness/browser.mjs";
import { signInByHand } from "../harness/hands.mjs";
import { call, liveLesson, person } from "../harness/people.mjs";
import { joinRoom } from "../harness/room.mjs";
import { checkFrames } from "../harness/room_schema.mjs";
import { scenario, until } from "../harness/scenario.mjs";
import { startServer } from "../harness/server.mjs";

const learning = async (server, { token }) => (await call(server, "GET", "/api/v1/me/learning", { token })).body.items;
const quiz = { kind: "single", title: "2 + 2?", options: ["3", "4"], right: [1], points: 100 };

await scenario("minutes present are counted once a person, outlive kill -9, and are for staff and oneself", async (t) => {
  let server = await startServer(t);
  const { lecturer, lesson } = await liveLesson(server);
  const [ming, anna] = [await person(server, null, "小明"), await person(server, null, "=Anna")];
  assert.deepEqual(await learning(server, ming), []);
  const tabs = [await joinRoom(t, server, lesson, ming.token), await joinRoom(t, server, lesson, ming.token)];
  const staff = await joinRoom(t, server, lesson, lecturer.token);
  const seen = async () => (await staff.ask({ do: "people" })).ok.people.find(({ id }) => id === ming.id)?.present_s;
  await until("two seconds of being there", async () => (await seen()) === 2, { every: 400 });
  tabs[0].close();
  await until("three", async () => (await seen()) === 3, { every: 400 });
  tabs[1].close();
  staff.close();
  const [first] = await until("it is saved, for the room is empty", async () => (await learning(server, ming)).length && learning(server, ming));
  assert.deepEqual([first.lesson, first.title, first.over_at, first.replay], [lesson.id, lesson.title, null, false]);
  assert.ok(first.present_s >= 3 && first.present_s <= first.length_s, JSON.stringify(first));

  await server.kill();
  server = await startServer(t, { data: server.data });
  const [after] = await learning(server, ming);
  assert.equal(after.present_s, first.present_s);
  const back = await joinRoom(t, server, lesson, ming.token);
  assert.ok(back.hello.you.present.s >= first.present_s, "it goes on from there");
  const other = await joinRoom(t, server, lesson, anna.token);
  const desk = await joinRoom(t, server, lesson, lecturer.token);
  assert.equal((await desk.ask({ do: "draw_open", prize: "x", winners: 1, conditions: ["watched"], minutes: 0 })).err.code, "malformed");
  const draw = (await desk.ask({ do: "draw_open", prize: "x", winners: 1, conditions: ["watched"], minutes: 10 })).ok.n;
  assert.equal((await back.ask({ do: "draw_enter", n: draw, nonce: "0".repeat(32) })).err.code, "draw_condition");

  const poll = (await desk.ask({ do: "poll_open", content: quiz })).ok.n;
  assert.ok((await back.ask({ do: "poll_answer", poll, choices: [1] })).ok);
  assert.ok((await desk.ask({ do: "poll_close", poll })).ok);
  const asked = (await back.ask({ do: "ask", text: "为什么？", nameless: true })).ok.n;
  assert.ok((await desk.ask({ do: "question", n: asked, to: "answering" })).ok);
  assert.ok((await desk.ask({ do: "answer", n: asked, text: "因为如此" })).ok);
  const { body: mine } = await call(server, "GET", `/api/v1/me/learning/${lesson.id}`, { token: ming.token });
  assert.deepEqual(mine.quiz, { points: 100, most: 100, place: 1, people: 1 });
  assert.deepEqual(mine.questions.map(({ n, state, replies }) => [n, state, replies[0]?.text]), [[asked, "answering", "因为如此"]]);
  assert.ok(mine.questions[0].moment > 0);
  assert.equal((await call(server, "GET", `/api/v1/me/learning/${lesson.id}`, { token: anna.token })).status, 404, "nothing is saved of her yet");
  assert.equal((await call(server, "GET", "/api/v1/me/learning")).status, 401);
  checkFrames(tabs[0], tabs[1], staff, back, other, desk);

  assert.equal((await call(server, "POST", `/api/v1/lessons/${lesson.id}/stop`, { token: lecturer.token })).status, 200);
  const path = `/api/v1/lessons/${lesson.id}/attendance.csv`;
  assert.equal((await call(server, "GET", path, { token: ming.token })).status, 403);
  const table = await until("the end is saved", async () => {
    const answer = await call(server, "GET", path, { token: lecturer.token });
    return answer.text.split("\r\n").length === 5 && answer;
  }, { seconds: 25 });
  assert.match(table.text, /"小明","learner","0","[^"]+","[^"]+","no","100"/);
  assert.match(table.text, /"'=Anna"/);
  assert.equal((await call(server, "DELETE", "/api/v1/me", { token: ming.token, body: { password: ming.password } })).status, 204);
  assert.doesNotMatch((await call(server, "GET", path, { token: lecturer.token })).text, /小明|"100"/);
});

await scenario("figures of a running class are for staff, and weighed as the site's settings say", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson } = await liveLesson(server, { start: false });
  const path = `/api/v1/lessons/${lesson.id}/insight`;
  const ask = async (token = lecturer.token) => call(server, "GET", path, { token });
  assert.equal((await ask()).status, 409);
  await lecturer.api("POST", `/lessons/${lesson.id}/start`);
  const learner = await person(server);
  const room = await joinRoom(t, server, lesson, learner.token);
  assert.ok((await room.say("Good morning")).ok);
  assert.ok((await room.ask({ do: "like", count: 5 })).ok);
  const now = await until("the likes", async () => {
    const { body } = await ask();
    return body.likes === 5 && body.present === 1 && body.watch_minutes > 0 && body;
  });
  assert.deepEqual([now.live, now.peak, now.comments, now.questions, now.first_minute, now.minutes.length], [true, 1, 1, 0, 0, 1]);
  assert.equal(now.share_active, 1);
  const minutes = (Date.parse(now.over_at) - Date.parse(now.begun_at)) / 60_000;
  assert.ok(Math.abs(now.interaction_index * minutes / 6 - 1) < 0.02, `${now.interaction_index} in ${minutes} min`);
  assert.equal((await ask(learner.token)).status, 403);

  const operator = await person(server, "operator");
  assert.equal((await call(server, "PATCH", "/api/v1/operator/settings", { token: operator.token, body: { weight_likes: "-1" } })).body.code, "weight_invalid");
  await operator.api("PATCH", "/operator/settings", { weight_likes: "0.5", weight_comments: "2" });
  await lecturer.api("POST", `/lessons/${lesson.id}/stop`);
  const { body: over } = await ask();
  const length = (Date.parse(over.over_at) - Date.parse(over.begun_at)) / 60_000;
  assert.deepEqual([over.live, over.present, over.weights], [false, null, { comments: 2, questions: 1, likes: 0.5 }]);
  assert.ok(Math.abs(over.interaction_index * length / 4.5 - 1) < 0.02, `${over.interaction_index} in ${length} min`);
});

await scenario("the studio shows figures with what they mean, and the account menu leads to one's classes", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson } = await liveLesson(server);
  const learner = await person(server);
  const room = await joinRoom(t, server, lesson, learner.token);
  assert.ok((await room.say("Good morning")).ok);
  room.close();
  await until("the stay", async () => (await learning(server, learner)).length);
  const browser = await openBrowser(t);
  const studio = await tab(t, browser, { name: "studio" });
  await signInByHand(studio, server, lecturer);
  await studio.goto(`${server.http}/lessons/${lesson.id}/studio`);
  const figure = studio.locator("[data-figure=index]");
  await figure.getByText("Interaction index").click();
  await figure.getByText("So far: 1 comments, 0 questions, 0 likes.", { exact: false }).waitFor();

  const phone = await tab(t, browser, { width: 390, height: 844, name: "learning" });
  await signInByHand(phone, server, learner);
  await phone.getByRole("button", { name: "Account menu" }).click();
  await phone.getByRole("menuitem", { name: "My learning" }).click();
  await phone.getByRole("heading", { name: "My learning" }).waitFor();
  await phone.getByRole("link", { name: lesson.title }).waitFor();
  await phone.getByText("There was no quiz or check-in", { exact: false }).waitFor();
  assert.equal(await phone.evaluate(() => document.documentElement.scrollWidth), 390, "nothing sticks out");
});
