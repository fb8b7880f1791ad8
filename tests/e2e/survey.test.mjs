// What a class was like, as learners say it afterwards.
import assert from "node:assert/strict";
import { openBrowser, tab } from "../harness/browser.mjs";
import { call, liveLesson, person } from "../harness/people.mjs";
import { joinRoom } from "../harness/room.mjs";
import { checkFrames } from "../harness/room_schema.mjs";
import { scenario, until } from "../harness/scenario.mjs";
import { startServer } from "../harness/server.mjs";

const reportOf = async (server, lesson, { token }) => (await call(server, "GET", `/api/v1/lessons/${lesson.id}/report`, { token })).body.survey;

await scenario("a survey: after the class, one answer a person, sums without names, and nothing lost by kill -9", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson } = await liveLesson(server);
  const people = await Promise.all([1, 2, 3, 4, 5].map((n) => person(server, null, `同学${n}`)));
  const rooms = await Promise.all(people.map(({ token }) => joinRoom(t, server, lesson, token)));
  const staff = await joinRoom(t, server, lesson, lecturer.token);
  const answer = { do: "survey", content: 5, delivery: 4, interaction: 3 };
  assert.equal((await rooms[0].ask(answer)).err.code, "not_over");
  await lecturer.api("POST", `/lessons/${lesson.id}/stop`);
  await until("the end", () => rooms.every((room) => room.events.some(({ type, state }) => type === "lesson" && state === "ended")));
  assert.equal((await staff.ask(answer)).err.code, "not_allowed");
  assert.equal((await rooms[0].ask({ ...answer, content: 6 })).err.code, "bad_choice");
  assert.equal((await rooms[0].ask({ ...answer, text: "好".repeat(501) })).err.code, "text_too_long");
  for (const room of rooms.slice(0, 4)) assert.ok((await room.ask(answer)).ok);
  assert.deepEqual(await reportOf(server, lesson, lecturer), { answers: 4, rated: null, scores: null, words: [] }, "four are too few to be told");
  assert.ok((await rooms[4].ask({ ...answer, content: 1, text: "请讲慢一点" })).ok);
  assert.ok((await rooms[4].ask({ ...answer, content: 2, text: "请讲慢一点 <b>" })).ok);

  await server.kill();
  const again = await startServer(t, { data: server.data });
  const back = await joinRoom(t, again, lesson, people[4].token);
  assert.deepEqual(back.hello.you.survey, { content: 2, delivery: 4, interaction: 3, text: "请讲慢一点 <b>" });
  const survey = await reportOf(again, lesson, lecturer);
  assert.deepEqual(survey.scores, { content: [0, 1, 0, 0, 4], delivery: [0, 0, 0, 5, 0], interaction: [0, 0, 5, 0, 0] });
  assert.deepEqual([survey.answers, survey.rated.content, survey.rated.mean], [5, 4.4, 3.8]);
  assert.deepEqual(survey.words, ["请讲慢一点 <b>"]);
  assert.doesNotMatch(JSON.stringify(survey), /同学|"id"/);
  const record = await call(again, "GET", `/api/v1/lessons/${lesson.id}/record`, { token: lecturer.token });
  assert.doesNotMatch(record.text, /surveyed|慢一点/);
  checkFrames(staff, ...rooms, back);
});

await scenario("on a phone a learner rates the class when it ends, changes it, and is not asked again", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson } = await liveLesson(server);
  const wei = await person(server, null, "小伟");
  const page = await tab(t, await openBrowser(t), { language: "zh-CN", width: 390, height: 844 });
  await page.goto(server.http);
  await page.evaluate(async ([login, password]) => {
    await fetch("/api/v1/sessions", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ login, password }) });
  }, [wei.login, wei.password]);
  await page.goto(`${server.http}/lessons/${lesson.id}`);
  await page.getByRole("button", { name: "点赞" }).waitFor();
  assert.equal(await page.getByText("这节课怎么样？").count(), 0);
  await lecturer.api("POST", `/lessons/${lesson.id}/stop`);
  await page.getByRole("button", { name: "去评价" }).click();
  const send = page.getByRole("button", { name: "提交评价" });
  assert.equal(await send.isDisabled(), true);
  for (const [at, score] of [[0, 5], [1, 4], [2, 5]]) await page.locator("fieldset.score").nth(at).getByText(String(score), { exact: true }).click();
  await page.getByLabel("想对讲师说的话（选填）").fill("例子很好");
  await send.click();
  await page.getByText("谢谢你的评价").waitFor();
  await page.reload();
  await page.getByRole("button", { name: "修改" }).click();
  assert.equal(await page.getByLabel("想对讲师说的话（选填）").inputValue(), "例子很好");
  await page.locator("fieldset.score").nth(1).getByText("2", { exact: true }).click();
  await page.getByRole("button", { name: "提交评价" }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await until("the answer", async () => (await reportOf(server, lesson, lecturer)).words[0] === "例子很好");
  assert.equal((await reportOf(server, lesson, lecturer)).answers, 1);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing sticks out");
});
