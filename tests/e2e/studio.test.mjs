// What the studio says of a stream: its faults in plain sentences with the setting to change, charts, alarms, and the check before class.
import assert from "node:assert/strict";
import { openBrowser, tab } from "../harness/browser.mjs";
import { publish, streams } from "../harness/encoder.mjs";
import { signInByHand } from "../harness/hands.mjs";
import { call, liveLesson, person } from "../harness/people.mjs";
import { joinRoom } from "../harness/room.mjs";
import { scenario, until } from "../harness/scenario.mjs";
import { startServer } from "../harness/server.mjs";

const status = async (server, lesson, token, more = {}) => (await call(server, "GET", `/api/v1/lessons/${lesson.id}/stream`, { token, ...more })).body;

// Publishes and waits until the studio says this of it.
async function found(t, stream, code) {
  const server = await startServer(t);
  const { lecturer, lesson, url } = await liveLesson(server);
  publish(t, url, stream);
  const finding = await until(code, async () => (await status(server, lesson, lecturer.token)).findings.find((one) => one.code === code), { seconds: 60, every: 500 });
  return { server, lecturer, lesson, url, finding };
}

await scenario("OBS's own defaults are told of: key frames far apart and B-frames, each with its setting", async (t) => {
  const { server, lecturer, lesson, finding } = await found(t, "obsDefaults", "key_frames_far_apart");
  assert.match(finding.message, /only every 8\.3 s/);
  assert.match(finding.fix, /Keyframe Interval: 2 s/);
  assert.equal(finding.level, "hint");
  const chinese = await status(server, lesson, lecturer.token, { language: "zh-CN" });
  const said = chinese.findings.find((one) => one.code === "b_frames");
  assert.match(said.message, /B 帧/);
  assert.match(said.fix, /zerolatency/);
  const { newest, ...columns } = chinese.series;
  const lengths = new Set(Object.values(columns).map((column) => column.length));
  assert.equal(lengths.size, 1, "all lists are equally long");
  assert.ok(Math.abs(newest - Date.parse(chinese.now) / 1000) < 3, "the newest second is of now");
  assert.ok(chinese.series.keyframe_ms.at(-1) > 8000 && chinese.series.video_kbps.at(-1) > 500);
  const later = await call(server, "GET", `/api/v1/lessons/${lesson.id}/stream?after=${newest}`, { token: lecturer.token });
  assert.ok(later.body.series.fps.length <= later.body.series.newest - newest, "what is known does not come again");
  assert.equal((await call(server, "GET", `/api/v1/lessons/${lesson.id}/stream?after=x`, { token: lecturer.token })).status, 422);
});

await scenario("a microphone that is off is heard of", async (t) => {
  const silent = [...streams.videoOnly.slice(0, 4), "-f", "lavfi", "-i", "anullsrc=r=48000:cl=stereo", "-c:v", "libx264", "-preset", "veryfast", "-tune", "zerolatency",
    "-g", "60", "-threads", "1", "-c:a", "aac", "-b:a", "96k"];
  const { finding } = await found(t, silent, "digital_silence");
  assert.match(finding.message, /completely silent/);
});

await scenario("pictures that the encoder announces and does not send are missed", async (t) => {
  const few = ["-f", "lavfi", "-i", "testsrc2=size=640x360:rate=30", "-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000", "-vf", "select=not(mod(n\\,3))", "-vsync", "passthrough",
    "-c:v", "libx264", "-preset", "veryfast", "-tune", "zerolatency", "-g", "20", "-threads", "1", "-c:a", "aac", "-b:a", "96k"];
  const { finding } = await found(t, few, "few_pictures");
  assert.match(finding.message, /Only (9|10|11)(\.\d)? pictures a second arrive instead of 30/);
});

await scenario("a disk without room raises the alarm, in the studio too", async (t) => {
  const server = await startServer(t, { env: { LYCEUM_RECORD_RESERVE_MB: "99999999" } });
  const { lecturer, lesson, url } = await liveLesson(server);
  publish(t, url);
  const { recording_fault: fault } = await until("the fault", async () => {
    const now = await status(server, lesson, lecturer.token);
    return now.recording_fault && now;
  }, { seconds: 30 });
  assert.equal(fault.code, "store_full");
  const page = await tab(t, await openBrowser(t), { name: "studio alarm" });
  await signInByHand(page, server, lecturer);
  await page.goto(`${server.http}/lessons/${lesson.id}/studio`);
  await page.getByRole("alert").filter({ hasText: "This class is not being recorded!" }).waitFor();
});

await scenario("an encoder that drops is waited for as long as the setting says, and everybody is told until when", async (t) => {
  const server = await startServer(t, { env: { LYCEUM_CLASS_GRACE_S: "10" } });
  const { lecturer, lesson, url } = await liveLesson(server);
  const encoder = publish(t, url);
  await until("the stream", async () => (await status(server, lesson, lecturer.token)).publishing);
  const learner = await person(server);
  const page = await tab(t, await openBrowser(t), { name: "learner" });
  await signInByHand(page, server, learner);
  await page.goto(`${server.http}/lessons/${lesson.id}`);
  await page.waitForFunction(() => (document.querySelector("video")?.currentTime ?? 0) > 1);
  const room = await joinRoom(t, server, lesson, learner.token);
  await encoder.stop();
  const off = await until("the event", () => room.events.find((event) => event.type === "stream" && !event.on));
  assert.ok(Math.abs(off.back_by - off.t - 10_000) < 1500, `back by ${off.back_by - off.t} ms later`);
  const { back_by } = await status(server, lesson, lecturer.token);
  assert.ok(Math.abs(Date.parse(back_by) - off.back_by) <= 1);
  const late = await joinRoom(t, server, lesson, learner.token);
  assert.equal(late.hello.state.back_by, off.back_by);
  assert.ok(Math.abs(late.hello.now - Date.now()) < 2000);
  await page.getByText("The lecturer is reconnecting, one moment").waitFor();
  await page.getByText("The lecturer is away for the moment").waitFor();
  publish(t, url);
  await until("the stream again", () => room.events.find((event) => event.type === "stream" && event.on && event.n > off.n));
  assert.equal((await status(server, lesson, lecturer.token)).back_by, null);
});

await scenario("before class, the check measures line, disk and clock, and a trial stream is seen by staff alone", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson, url } = await liveLesson(server, { start: false });
  const page = await tab(t, await openBrowser(t), { name: "studio check" });
  await signInByHand(page, server, lecturer);
  await page.goto(`${server.http}/lessons/${lesson.id}/studio`);
  const row = (name) => page.locator(`[data-check=${name}]`);
  await row("encoder").getByText("Nothing arrives yet.").waitFor();
  await page.getByRole("button", { name: "Run the check" }).click();
  await page.getByRole("button", { name: "Measure again" }).waitFor({ timeout: 40_000 });
  assert.match(await row("line").innerText(), /Upload [\d.]+ Mbit\/s, download [\d.]+ Mbit\/s, round trip \d+ ms/);
  assert.match(await row("disk").innerText(), /hours \([\d.]+ GB\)/);
  assert.match(await row("clock").innerText(), /agree on the time/);
  publish(t, url);
  const learner = await person(server);
  await row("encoder").getByText(/watching it for another|are fine|could be better/).waitFor();
  await page.waitForFunction(() => (document.querySelector("video")?.currentTime ?? 0) > 1);
  const places = await call(server, "GET", `/api/v1/lessons/${lesson.id}/playback`, { token: learner.token });
  const seen = places.body.hls ? await fetch(new URL(places.body.hls, server.http)) : places;
  assert.ok(seen.status >= 400, `a learner gets ${seen.status} before the class`);
  // a sine of an eighth of full scale: −21 dB, measured in the page
  const loud = page.getByRole("img", { name: /^Loudness: −2\d dB$/ });
  await loud.waitFor({ timeout: 20_000 });
  await row("encoder").getByText(/are fine|could be better/).waitFor({ timeout: 40_000 });
});

await scenario("the speed test is for staff, a piece at a time", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson } = await liveLesson(server);
  const learner = await person(server);
  const path = `/api/v1/lessons/${lesson.id}/check/speed`;
  for (const [token, status] of [[undefined, 401], [learner.token, 403]]) {
    for (const one of [`/api/v1/lessons/${lesson.id}/check`, path]) assert.equal((await call(server, "GET", one, { token })).status, status, one);
    assert.equal((await call(server, "POST", path, { token, body: new Uint8Array(1000) })).status, status);
  }
  const { token } = lecturer;
  const piece = await fetch(server.http + path, { headers: { authorization: `Bearer ${token}` } });
  assert.equal((await piece.arrayBuffer()).byteLength, 1 << 20);
  assert.equal((await call(server, "POST", path, { token, body: new Uint8Array(1 << 20) })).status, 204);
  assert.equal((await call(server, "POST", path, { token, body: new Uint8Array((1 << 20) + 1) })).status, 413);
});
