// A lecturer uploads a film with a browser, whatever breaks it off; learners watch it with theirs.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openBrowser, tab, videoState } from "../harness/browser.mjs";
import { comment, signInByHand } from "../harness/hands.mjs";
import { person } from "../harness/people.mjs";
import { scenario, until } from "../harness/scenario.mjs";
import { dataFolder, startServer } from "../harness/server.mjs";
import { aac, film, h264, lessonOf, settled, uploadAll, uploadedLesson } from "../harness/tus.mjs";

// A film of that many bytes: behind it stands a box that players pass over.
function longFile(folder, bytes, seconds = 20) {
  const path = film(folder, "bridges.mp4", [...h264, ...aac, "-movflags", "faststart"], { seconds });
  const all = readFileSync(path), rest = Buffer.alloc(bytes - all.length);
  rest.writeUInt32BE(rest.length);
  rest.write("free", 4, "latin1");
  writeFileSync(path, Buffer.concat([all, rest]));
  return path;
}

const slowLine = async (page, bytesPerSecond) => {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: bytesPerSecond });
};
const file = (page) => page.locator("input[type=file][accept*=video]");

await scenario("a film uploaded by hand survives a reload and a server that restarts, and is then watched and discussed", async (t) => {
  const data = dataFolder(t), path = longFile(data, 22_000_000);
  const server = await startServer(t, { data });
  const lecturer = await person(server, "lecturer", "Ms Lin");
  const browser = await openBrowser(t);
  const page = await tab(t, browser, { name: "lecturer" });
  page.on("dialog", (dialog) => dialog.accept());
  await signInByHand(page, server, lecturer);
  await page.goto(`${server.http}/lessons/new`);
  await page.getByRole("radio", { name: /^Video/ }).check();
  await page.getByLabel("Title").fill("How bridges stand");
  await page.getByRole("button", { name: "Create the lesson" }).click();
  await page.waitForURL(/\/lessons\/\d+\/(edit|studio)/);
  const lesson = { id: /lessons\/(\d+)/.exec(page.url())[1] };
  await page.goto(`${server.http}/lessons/${lesson.id}/studio`);
  const received = async (now = server) => (await lessonOf(now, lesson, lecturer.token)).upload?.received ?? 0;

  await slowLine(page, 3_000_000);
  await file(page).setInputFiles(path);
  await page.locator("[data-upload=sending]").getByText(/a second · .* left/).waitFor();
  await until("the first piece", async () => (await received()) >= 4 * 1024 * 1024, { seconds: 30 });
  await page.getByRole("button", { name: "Pause" }).click();
  await page.reload();
  await page.locator("[data-upload=broken]").getByText(/“bridges.mp4”/).waitFor();
  const before = await received(), asked = [];
  page.on("request", (request) => { if (/\/upload/.test(request.url())) asked.push(`${request.method()} ${request.headers()["upload-offset"] ?? ""}`); });
  await file(page).setInputFiles(path);
  await until("the next piece", async () => (await received()) > before, { seconds: 30 });
  assert.ok(before > 0 && asked.includes(`PATCH ${before}`) && !asked.some((one) => one.startsWith("POST")), `it goes on where it was: ${asked}`);

  await server.kill();
  await page.locator("[data-upload=sending] [role=alert]").getByText(/goes on by itself/).waitFor();
  const { port } = new URL(server.http);
  const again = await startServer(t, { data, http: `127.0.0.1:${port}` });
  await page.getByText("Ready to watch.").waitFor({ timeout: 60_000 });
  const ready = await settled(again, lesson, lecturer.token);
  assert.ok(Math.abs(ready.replay.duration_ms - 20_000) < 200);
  await until("its opening", async () => (await lessonOf(again, lesson)).state === "ended");

  const learner = await person(again, null, "小明");
  const watching = await tab(t, browser, { name: "learner", width: 390, height: 844 });
  await signInByHand(watching, again, learner);
  await watching.goto(again.http);
  await watching.getByRole("link", { name: /How bridges stand/ }).first().click();
  await watching.waitForURL(`**/lessons/${lesson.id}`);
  await until("it plays", async () => (await videoState(watching)).time > 1, { seconds: 30 });
  const first = await videoState(watching);
  assert.ok(first.sound > 0 && first.width === 320, JSON.stringify(first));
  await until("its picture moves", async () => (await videoState(watching)).sum !== first.sum);
  await comment(watching, "Why does it not fall?");
  await page.getByText("Why does it not fall?").waitFor();
  assert.match((await watching.locator(".comment .place").allTextContents()).join(), /00:0\d/);
}, { seconds: 180 });

await scenario("what is wrong with a file is said on the page; another one goes in its place", async (t) => {
  const folder = dataFolder(t);
  const server = await startServer(t);
  const { lecturer, lesson } = await uploadedLesson(server);
  const notes = join(folder, "notes.mp4");
  writeFileSync(notes, "no film, but a text ".repeat(500));
  const browser = await openBrowser(t);
  const page = await tab(t, browser, { name: "lecturer", language: "zh-CN" });
  await signInInChinese(page, server, lecturer);
  await page.goto(`${server.http}/lessons/${lesson.id}/studio`);
  await file(page).setInputFiles(notes);
  const said = page.locator("[data-upload=refused]");
  await said.waitFor({ timeout: 30_000 });
  assert.match(await said.textContent(), /notes\.mp4.*[\u4e00-\u9fff]{6}/);
  await file(page).setInputFiles(film(folder, "good.webm", ["-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-c:a", "libopus"], { seconds: 4 }));
  await until("it is ready", async () => (await lessonOf(server, lesson)).state === "ended", { seconds: 60 });
  await page.locator(".main video").first().waitFor({ timeout: 30_000 });
  await said.waitFor({ state: "detached" });
}, { seconds: 120 });

await scenario("a recording of sound is heard, and its page says what it is", async (t) => {
  const folder = dataFolder(t);
  const server = await startServer(t);
  const { lecturer, lesson } = await uploadedLesson(server, "audio");
  await uploadAll(server, lesson, lecturer.token, film(folder, "talk.mp3", ["-vn", "-c:a", "libmp3lame"], { seconds: 12 }));
  await settled(server, lesson, lecturer.token);
  await until("its opening", async () => (await lessonOf(server, lesson)).state === "ended");
  const browser = await openBrowser(t);
  const page = await tab(t, browser, { name: "listener" });
  await signInByHand(page, server, await person(server));
  await page.goto(`${server.http}/lessons/${lesson.id}`);
  await until("it plays", () => page.evaluate(() => {
    const video = document.querySelector("video");
    return video && video.currentTime > 1 && video.webkitAudioDecodedByteCount > 0;
  }), { seconds: 30 });
  await page.locator(".player .sound", { hasText: "How bridges stand" }).waitFor();
  assert.equal(await page.getByRole("button", { name: "Sound only" }).count(), 0, "there is nothing else");
}, { seconds: 90 });

async function signInInChinese(page, server, { login, password }) {
  await page.goto(`${server.http}/sign-in`);
  await page.locator("input[autocomplete=username]").fill(login);
  await page.locator("input[type=password]").fill(password);
  await page.locator("form button[type=submit]").click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
}
