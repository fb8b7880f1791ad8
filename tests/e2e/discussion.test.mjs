// After the class the comments stay open: about moments of the replay, and whoever is answered learns of it.
import assert from "node:assert/strict";
import { openBrowser, tab, videoState } from "../harness/browser.mjs";
import { publish } from "../harness/encoder.mjs";
import { comment, signInByHand } from "../harness/hands.mjs";
import { call, liveLesson, person } from "../harness/people.mjs";
import { joinRoom } from "../harness/room.mjs";
import { scenario, until } from "../harness/scenario.mjs";
import { startServer } from "../harness/server.mjs";

const timesOf = (page) => page.locator(".comment .place").allTextContents();

await scenario("a question about a moment of the replay is answered, the asker is told and led there", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson, url } = await liveLesson(server);
  publish(t, url);
  const learner = await person(server, null, "小明");
  const room = await joinRoom(t, server, lesson, lecturer.token);
  assert.ok((await room.say("welcome")).ok);
  assert.equal((await room.say("too early", { about: Date.now() })).err.code, "malformed");
  await until("a few seconds of recording", async () => (await lecturer.api("GET", `/lessons/${lesson.id}/replay`).catch(() => null))?.duration_ms > 6000, { seconds: 40 });
  await lecturer.api("POST", `/lessons/${lesson.id}/stop`);

  const browser = await openBrowser(t);
  const page = await tab(t, browser, { name: "asker" });
  await signInByHand(page, server, learner);
  await page.goto(`${server.http}/lessons/${lesson.id}`);
  await until("the replay plays", async () => (await videoState(page)).time > 2, { seconds: 30 });
  await page.locator(".player [role=slider]").focus();
  await page.keyboard.press("Home");
  await page.evaluate(() => document.querySelector("video").pause());
  await until("it is at the beginning", async () => /Comment at 00:0[01]/.test(await page.getByLabel("Write a comment").getAttribute("placeholder")));
  await comment(page, "Why this one?");
  await page.getByText("Why this one?").waitFor();
  const [asked] = await timesOf(page);
  assert.match(asked, /^00:0[01]$/);
  await page.getByText("afterwards").first().waitFor();

  await until("the lecturer sees it at once", () => room.events.some(({ text, about }) => text === "Why this one?" && about > 0));
  const question = room.events.find(({ text }) => text === "Why this one?");
  const answer = await room.say("Because it carries the others.", { reply: question.n, about: question.about });
  assert.ok(answer.ok);
  await page.getByText("Because it carries the others.").waitFor();
  assert.equal((await call(server, "GET", "/api/v1/me/replies", { token: lecturer.token })).body.items.length, 0);

  await page.goto(server.http);
  await page.getByRole("button", { name: "1 new replies" }).click();
  await page.getByRole("menuitem", { name: /Because it carries/ }).click();
  await page.waitForURL(/\/lessons\/\d+\?moment=\d+/);
  await page.getByText("Because it carries the others.").first().waitFor({ timeout: 30_000 });
  await until("it has been seen", async () => (await call(server, "GET", "/api/v1/me/replies", { token: learner.token })).body.unseen === 0);

  await room.ask({ do: "delete", n: answer.ok.n });
  await until("a deleted answer is told no more", async () => (await call(server, "GET", "/api/v1/me/replies", { token: learner.token })).body.items.length === 0);
}, { seconds: 120 });
