// Slides on the pages: uploaded and turned by the lecturer, in step with the picture at a desk and on a phone, and in the replay.
import assert from "node:assert/strict";
import { openBrowser, tab, videoState } from "../harness/browser.mjs";
import { publish } from "../harness/encoder.mjs";
import { signInByHand } from "../harness/hands.mjs";
import { pdf } from "../harness/pdf.mjs";
import { liveLesson, person } from "../harness/people.mjs";
import { scenario, until } from "../harness/scenario.mjs";
import { startServer } from "../harness/server.mjs";

const shown = (page) => page.evaluate(() => {
  const image = document.querySelector(".slides .sheet");
  return image?.naturalWidth ? Number(/pages\/(\d+)$/.exec(image.src)[1]) : 0;
});
const widths = (page) => page.evaluate(() => ["video", ".slides .sheet"].map((one) => document.querySelector(`.player ${one}`).getBoundingClientRect().width));

await scenario("a lecturer shows slides; learners see them with the picture, look around, swap, and see them in the replay", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson, url } = await liveLesson(server);
  publish(t, url);
  const learner = await person(server, null, "小明");
  const browser = await openBrowser(t);
  const studio = await tab(t, browser, { name: "studio" });
  const desk = await tab(t, browser, { name: "desk" }), phone = await tab(t, browser, { name: "phone", language: "zh-CN", width: 390, height: 844 });
  await signInByHand(studio, server, lecturer);
  await signInByHand(desk, server, learner);
  await studio.goto(`${server.http}/lessons/${lesson.id}/studio`);
  await Promise.all([desk, phone].map((page) => page.goto(`${server.http}/lessons/${lesson.id}`)));
  for (const page of [desk, phone]) await until("the class plays", async () => (await videoState(page)).time > 1, { seconds: 40 });

  const give = (label, name, pages) => studio.getByLabel(label).setInputFiles({ name, mimeType: "application/pdf", buffer: pdf(pages) });
  await give("Upload slides", "bridges.pdf", 4);
  await studio.getByText("4 pages").waitFor({ timeout: 30_000 });
  await give("Upload a handout", "reading.pdf", 1);
  await studio.locator("[data-document=ready]", { hasText: "reading.pdf" }).waitFor({ timeout: 30_000 });

  await studio.getByRole("button", { name: "Show", exact: true }).click();
  for (const page of [desk, phone]) await until("the first page", async () => (await shown(page)) === 1);
  const turned = Date.now();
  await studio.keyboard.press("PageDown");
  await studio.getByText("2 / 4").waitFor();
  await until("the second page", async () => (await shown(desk)) === 2, { every: 30 });
  assert.ok(Date.now() - turned > 700, "it waits for the picture, which is about two seconds behind");
  await until("on the phone, too", async () => (await shown(phone)) === 2);

  const [small, large] = await widths(desk);
  assert.ok(small < large / 2, `the picture stands in the corner: ${small}, ${large}`);
  await desk.getByRole("button", { name: "Make the video large" }).click();
  const [wide, narrow] = await widths(desk);
  assert.ok(narrow < wide / 2, `and changes places: ${wide}, ${narrow}`);
  await desk.getByRole("button", { name: "Make the slides large" }).click();

  await phone.getByRole("button", { name: "下一页" }).click();
  await until("the phone looks around", async () => (await shown(phone)) === 3);
  assert.equal(await shown(desk), 2);
  await studio.getByRole("button", { name: "Show page 4" }).click();
  await until("the desk follows", async () => (await shown(desk)) === 4);
  assert.equal(await shown(phone), 3, "who looks around is left alone");
  await phone.getByRole("button", { name: "跟随老师" }).click();
  await until("and comes back", async () => (await shown(phone)) === 4);
  await desk.reload();
  await until("who comes late sees the page of now", async () => (await shown(desk)) === 4, { seconds: 30 });

  await until("some seconds of recording", async () => (await lecturer.api("GET", `/lessons/${lesson.id}/replay`).catch(() => null))?.duration_ms > 12_000, { seconds: 40 });
  await lecturer.api("POST", `/lessons/${lesson.id}/stop`);
  await desk.goto(`${server.http}/lessons/${lesson.id}`);
  await until("the replay plays", async () => (await videoState(desk)).time > 0, { seconds: 30 });
  await desk.locator(".player [role=slider]").focus();
  await desk.keyboard.press("End");
  await until("the last page at the end", async () => (await shown(desk)) === 4);
  await desk.evaluate(() => document.querySelector("video").pause());
  for (let back = 4; back > 2; back--) await desk.getByRole("button", { name: "Previous page" }).click();
  await desk.getByRole("button", { name: "Go to where it is explained" }).click();
  await until("the picture is where page 2 was shown", async () => (await shown(desk)) === 2 && (await desk.getByRole("button", { name: "Follow the lecturer" }).count()) === 0);
  const saved = desk.waitForEvent("download");
  await desk.getByRole("link", { name: /reading.pdf/ }).click();
  assert.equal((await saved).suggestedFilename(), "reading.pdf");
}, { seconds: 180 });
