// The main job with two people and two browsers, by hand from the first page to the last.
import assert from "node:assert/strict";
import { openBrowser, tab, videoState } from "../harness/browser.mjs";
import { databaseOn, engines } from "../harness/database.mjs";
import { publish } from "../harness/encoder.mjs";
import { comment, registerByHand } from "../harness/hands.mjs";
import { pause, scenario, until } from "../harness/scenario.mjs";
import { startServer } from "../harness/server.mjs";

async function createLesson(page, server, title) {
  await page.goto(`${server.http}/lessons/new`);
  await page.getByLabel("Title", { exact: true }).fill(title);
  await page.getByRole("button", { name: "Create the lesson" }).click();
  await page.waitForURL(/\/lessons\/\d+/);
  return page.url().match(/\/lessons\/(\d+)/)[1];
}

// The secret key, as the studio shows it to who asks.
async function streamKey(page) {
  await page.getByRole("button", { name: "Show the stream key" }).click();
  const field = page.getByLabel("Stream Key", { exact: true });
  return (await field.inputValue().catch(() => null)) ?? (await field.textContent());
}

// A moving picture with sound: other frames, later time, more sound than a second before.
async function movesAndSounds(page, who) {
  await until(`${who} sees a picture`, async () => (await videoState(page)).width > 0, { seconds: 20 });
  const before = await videoState(page);
  let after = before;
  await until(`${who}'s picture moves with sound`, async () => {
    after = await videoState(page);
    return after.time > before.time + 0.8 && after.sum !== before.sum && after.sound > before.sound;
  }, { seconds: 8 });
  return after;
}

for (const engine of engines) await scenario(`register, create, go live; a second person watches and speaks; the lecturer answers, mutes, ends (on ${engine})`, async (t) => {
  const store = await databaseOn(t, engine);
  const server = await startServer(t, { store, env: { LYCEUM_SITE_EVERYBODY_TEACHES: "true" } });
  const browser = await openBrowser(t);
  const lecturer = await tab(t, browser, { name: "lecturer" });
  const learner = await tab(t, browser, { name: "learner", width: 390, height: 844 });

  await registerByHand(lecturer, server, { login: "ms-lin", password: "a bridge of stone", name: "Ms Lin" });
  const id = await createLesson(lecturer, server, "How bridges stand");
  await lecturer.goto(`${server.http}/lessons/${id}/studio`);
  const key = await streamKey(lecturer);
  const encoder = publish(t, `rtmp://${server.rtmp}/live/${key.trim()}`, "simple");
  await lecturer.getByText("Receiving").first().waitFor();

  // Before the class begins the learner sees a waiting room, and no picture.
  await registerByHand(learner, server, { login: "ming", password: "why does it stand", name: "小明" });
  await learner.goto(`${server.http}/lessons/${id}`);
  await learner.getByText("How bridges stand").first().waitFor();
  assert.equal((await videoState(learner)).width, 0);

  await lecturer.getByRole("button", { name: "Start the class" }).click();
  const seen = await movesAndSounds(learner, "the learner");
  assert.deepEqual([seen.width, seen.height], [640, 360]);
  await movesAndSounds(lecturer, "the lecturer's preview");

  await comment(learner, "Why does it not fall? 为什么不会倒？");
  const question = lecturer.getByText("Why does it not fall?").first();
  await question.waitFor({ timeout: 3000 });
  await lecturer.getByRole("button", { name: "More for the comment of 小明" }).first().click();
  await lecturer.getByRole("menuitem", { name: "Reply" }).click();
  await comment(lecturer, "Because of the arch.");
  await learner.getByText("Because of the arch.").first().waitFor({ timeout: 3000 });

  await lecturer.getByRole("button", { name: "More for the comment of 小明" }).first().click();
  await lecturer.getByRole("menuitem", { name: "Mute for 1 minute" }).click();
  await learner.getByText(/You are muted/).first().waitFor({ timeout: 3000 });
  await learner.getByLabel("Write a comment").fill("may I?").catch(() => {}); // the box may be closed while muted
  await learner.keyboard.press("Enter");
  await pause(500);
  assert.equal(await lecturer.getByText("may I?").count(), 0);

  await lecturer.getByRole("button", { name: "End the class" }).click();
  await lecturer.getByRole("dialog").getByRole("button", { name: "End the class" }).click();
  await learner.getByText("This lesson has ended").first().waitFor();
  const { code } = await encoder.ended;
  assert.notEqual(code, null, "the encoder was not cut off");
}, { seconds: 150 });

await scenario("when the encoder is cut and returns, the picture comes back by itself", async (t) => {
  const { liveLesson } = await import("../harness/people.mjs");
  const server = await startServer(t);
  const { lesson, url } = await liveLesson(server);
  const first = publish(t, url);
  const page = await tab(t, await openBrowser(t), { name: "returning" });
  await page.goto(`${server.http}/lessons/${lesson.id}`);
  await movesAndSounds(page, "the viewer");
  await first.stop("SIGKILL");
  await pause(3000);
  publish(t, url);
  await pause(3000);
  await until("the picture moves again", async () => {
    const before = await videoState(page);
    await pause(700);
    const after = await videoState(page);
    return after.sum !== before.sum && after.time > before.time;
  }, { seconds: 25 });
});

await scenario("sound alone plays, and listening only stops the picture's bytes", async (t) => {
  const { liveLesson } = await import("../harness/people.mjs");
  const server = await startServer(t);
  const { lesson, url } = await liveLesson(server);
  publish(t, url, "audioOnly");
  const page = await tab(t, await openBrowser(t), { name: "listening" });
  await page.goto(`${server.http}/lessons/${lesson.id}`);
  const state = () => page.evaluate(() => {
    const media = document.querySelector("video, audio");
    return { time: media?.currentTime ?? 0, sound: media?.webkitAudioDecodedByteCount ?? 0 };
  });
  await until("sound", async () => (await state()).sound > 0, { seconds: 20 });
  const before = await state();
  await pause(1500);
  const after = await state();
  assert.ok(after.time > before.time + 0.8 && after.sound > before.sound, JSON.stringify([before, after]));
});
