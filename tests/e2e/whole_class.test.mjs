// One class from its first picture to its file, as a learner and the lecturer live through it: this is what "never loses a class" means.
import assert from "node:assert/strict";
import { join } from "node:path";
import { openBrowser, tab, videoState } from "../harness/browser.mjs";
import { publish } from "../harness/encoder.mjs";
import { signInByHand } from "../harness/hands.mjs";
import { liveLesson, person, playback } from "../harness/people.mjs";
import { decode, streamsOf } from "../harness/probe.mjs";
import { joinRoom } from "../harness/room.mjs";
import { pause, scenario, until } from "../harness/scenario.mjs";
import { dataFolder, startServer } from "../harness/server.mjs";

const back = 120; // seconds

const moves = (page, what, seconds = 20) => until(what, async () => {
  const before = await videoState(page);
  await pause(500);
  const after = await videoState(page);
  return after.width > 0 && after.time > before.time && after.sum !== before.sum;
}, { seconds });

// Where the recording shows a moment of the class: segments with their dates, as its playlist tells them.
async function placesOf(index) {
  const text = await (await fetch(new URL("video.m3u8", index))).text();
  const found = text.matchAll(/#EXT-X-PROGRAM-DATE-TIME:(\S+)[^]*?#EXTINF:([\d.]+)|#EXTINF:([\d.]+)/g);
  const segments = [];
  let at = 0;
  for (const [, date, dated, bare] of found) {
    const seconds = Number(dated ?? bare);
    if (date) segments.push({ at, date: Date.parse(date) });
    at += seconds;
  }
  const placeOf = (moment) => {
    const segment = segments.findLast(({ date }) => date <= moment);
    return segment.at + (moment - segment.date) / 1000;
  };
  return { placeOf, seconds: at };
}

await scenario("one class: two minutes back and to the class again, two lost encoders, the replay with its comments, the file", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson, url } = await liveLesson(server);
  let encoder = publish(t, url);
  const learner = await person(server, null, "小明");
  const room = await joinRoom(t, server, lesson, learner.token);
  const browser = await openBrowser(t);
  const page = await tab(t, browser, { name: "a whole class" });
  const slider = page.locator(".player [role=slider]");
  const asked = [];
  page.on("request", (request) => { if (/\/(hls|replay)\/.*(mp4|m4s|m3u8)/.test(request.url())) asked.push(request.url()); });

  await page.goto(`${server.http}/lessons/${lesson.id}`);
  await moves(page, "the class is seen");
  assert.ok((await room.say("the first words")).ok);

  // Two minutes back, by the keys that a screen reader names, and to the class again.
  await slider.waitFor({ timeout: 40_000 });
  await until("two minutes to go back to", async () => Number(await slider.getAttribute("aria-valuemax")) >= back + 10, { seconds: back + 40, every: 1000 });
  const live = Number(await slider.getAttribute("aria-valuemax"));
  await slider.focus();
  for (let minutes = 0; minutes < back / 60; minutes++) await page.keyboard.press("PageDown");
  await page.locator(".live.late").waitFor();
  await moves(page, "the past is seen");
  const past = (await videoState(page)).time;
  assert.ok(Math.abs(past - (live - back)) < 8, `two minutes before second ${live} is not second ${past}`);
  asked.length = 0; // until the past was there, the class went on
  await pause(3000);
  assert.ok(asked.length > 0 && asked.every((request) => request.includes("/replay/")), "one source at a time");
  await page.locator(".live.late").click();
  await until("the class again", async () => (await page.locator(".live.late").count()) === 0);
  await moves(page, "the class is seen again");

  for (let i = 1; i <= 2; i++) {
    await encoder.stop("SIGKILL");
    await page.getByText("reconnecting").first().waitFor();
    encoder = publish(t, url);
    await moves(page, `the picture after loss ${i}`, 30);
    await pause(3000); // so that words are inside what is recorded
    assert.ok((await room.say(`after loss ${i}`)).ok);
    await pause(3000);
  }
  await lecturer.api("POST", `/lessons/${lesson.id}/stop`);
  const words = new Map(room.events.filter(({ type }) => type === "comment").map((event) => [event.text, event.t]));

  // The replay: what was said stands at the moment at which it was said, over both breaks.
  await page.getByRole("button", { name: "Watch the replay" }).click({ timeout: 10_000 });
  await moves(page, "the replay");
  const { replay } = await playback(server, lesson, learner.token);
  const { placeOf, seconds } = await placesOf(replay);
  assert.equal(await page.getByText("the first words").count(), 0, "not before its time");
  await page.getByText("the first words").first().waitFor({ timeout: 30_000 });
  const said = placeOf(words.get("the first words")), shown = (await videoState(page)).time;
  assert.ok(shown > said - 0.5 && shown < said + 3, `said at ${said}, shown at ${shown}`);
  assert.equal(await page.getByText("after loss 1").count(), 0);
  await page.getByRole("button", { name: "Show all" }).click();
  await page.locator("article").filter({ hasText: "after loss 1" }).getByRole("button", { name: /^Go to/ }).click();
  await page.getByRole("button", { name: "Follow along" }).click();
  await moves(page, "the moment after the first loss");
  const there = (await videoState(page)).time, wanted = placeOf(words.get("after loss 1"));
  assert.ok(there > wanted - 0.5 && there < wanted + 5, `said at ${wanted}, led to ${there}`);
  await page.getByText("after loss 1").first().waitFor();
  assert.equal(await page.getByText("after loss 2").count(), 0);
  await slider.focus();
  await page.keyboard.press("End");
  await page.getByText("after loss 2").first().waitFor();
  await page.keyboard.press("Home");
  await until("later words are gone again", async () => (await page.getByText("after loss").count()) === 0);

  // The lecturer takes it home: one file, as long as the replay, without one complaint.
  const studio = await tab(t, browser, { name: "taking the class home" });
  await signInByHand(studio, server, lecturer);
  await studio.goto(`${server.http}/lessons/${lesson.id}/studio`);
  const [coming] = await Promise.all([studio.waitForEvent("download"), studio.getByRole("link", { name: "Download the video" }).last().click()]);
  const file = join(dataFolder(t), "lesson.mp4");
  await coming.saveAs(file);
  const streams = await streamsOf(file);
  assert.deepEqual(streams.map(({ codec_type }) => codec_type).sort(), ["audio", "video"]);
  for (const { codec_type, duration } of streams) assert.ok(Math.abs(Number(duration) - seconds) < 1, `${duration} s of ${codec_type}, ${seconds} s of replay`);
  await decode(file, Math.ceil(seconds));
}, { seconds: 380 });
