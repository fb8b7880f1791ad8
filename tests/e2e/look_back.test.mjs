// A learner goes back while the class is live, returns, and watches the replay with its room in step.
import assert from "node:assert/strict";
import { openBrowser, tab, videoState } from "../harness/browser.mjs";
import { publish } from "../harness/encoder.mjs";
import { liveLesson, person } from "../harness/people.mjs";
import { joinRoom } from "../harness/room.mjs";
import { pause, scenario, until } from "../harness/scenario.mjs";
import { startServer } from "../harness/server.mjs";

const moves = (page, what, seconds = 20) => until(what, async () => {
  const before = await videoState(page);
  await pause(500);
  const after = await videoState(page);
  return after.width > 0 && after.time > before.time && after.sum !== before.sum;
}, { seconds });

await scenario("back while live, to the class again, two lost encoders, the replay with its comments", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson, url } = await liveLesson(server);
  let encoder = publish(t, url);
  const room = await joinRoom(t, server, lesson, (await person(server, null, "小明")).token);
  const page = await tab(t, await openBrowser(t), { name: "looking back" });
  const asked = [];
  page.on("request", (request) => { if (/\/(hls|replay)\//.test(request.url())) asked.push(request.url()); });
  await page.goto(`${server.http}/lessons/${lesson.id}`);
  await moves(page, "the class is seen");
  assert.ok((await room.say("the first words")).ok);

  await page.locator(".player [role=slider]").waitFor({ timeout: 40_000 });
  await until("enough to go back to", async () => Number(await page.locator(".player [role=slider]").getAttribute("aria-valuemax")) >= 12, { seconds: 30 });
  await page.locator(".player [role=slider]").focus();
  await page.keyboard.press("Home");
  await page.locator(".live.late").waitFor();
  asked.length = 0;
  await moves(page, "the past is seen");
  await pause(1500);
  assert.ok(asked.length > 0 && asked.every((request) => request.includes("/replay/")), "one source at a time");
  await page.locator(".live.late").click();
  await until("the class again", async () => (await page.locator(".live.late").count()) === 0);
  await moves(page, "the class is seen again");

  for (let i = 1; i <= 2; i++) {
    await encoder.stop("SIGKILL");
    await page.getByText("reconnecting").first().waitFor();
    encoder = publish(t, url);
    await moves(page, `the picture after loss ${i}`, 30);
  }
  assert.ok((await room.say("the last words")).ok);
  await pause(3000); // so that they are inside what is recorded
  await lecturer.api("POST", `/lessons/${lesson.id}/stop`);

  await page.getByRole("button", { name: "Watch the replay" }).click({ timeout: 10_000 });
  await moves(page, "the replay");
  await page.getByText("the first words").first().waitFor({ timeout: 30_000 });
  assert.equal(await page.getByText("the last words").count(), 0, "not before its time");
  await page.locator(".player [role=slider]").focus();
  await page.keyboard.press("End");
  await page.getByText("the last words").first().waitFor();
  await page.keyboard.press("Home");
  await until("the last words are gone again", async () => (await page.getByText("the last words").count()) === 0);
}, { seconds: 200 });
