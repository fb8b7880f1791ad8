// A second, smaller picture of a class: beside the first in numbers and times, and never missed when its worker is gone.
import assert from "node:assert/strict";
import { openBrowser, tab, videoState } from "../harness/browser.mjs";
import { publish } from "../harness/encoder.mjs";
import { call, liveLesson, playlist } from "../harness/people.mjs";
import { decode } from "../harness/probe.mjs";
import { pause, scenario, until } from "../harness/scenario.mjs";
import { startServer } from "../harness/server.mjs";
import { childrenOf } from "../harness/worker.mjs";

// 15 pictures a second: encoder, worker and browser share two processors with whatever else runs, and a worker
// that is two seconds behind is given up.
const picture = ["-f", "lavfi", "-i", "testsrc2=size=1280x720:rate=15", "-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000",
  "-c:v", "libx264", "-preset", "ultrafast", "-bf", "2", "-g", "30", "-pix_fmt", "yuv420p", "-threads", "1", "-c:a", "aac", "-b:a", "96k"];
const on = { LYCEUM_TRANSCODE_VARIANT: "on", LYCEUM_TRANSCODE_PICTURES: "false" };
const text = async (url) => { const answer = await fetch(url); return answer.ok ? answer.text() : ""; };
const metrics = async (server) => (await call(server, "GET", "/metrics")).text;

// A live playlist → [{msn, date, parts, length}], whole segments only.
function segmentsOf(playlistText) {
  let msn = Number(playlistText.match(/#EXT-X-MEDIA-SEQUENCE:(\d+)/)?.[1]), date = 0;
  const segments = [];
  for (const line of playlistText.split("\n")) {
    if (line.startsWith("#EXT-X-PROGRAM-DATE-TIME:")) date = Date.parse(line.slice(25));
    if (line.startsWith("#EXTINF:")) segments.push({ msn: msn++, date, length: Number(line.match(/[\d.]+/)[0]) });
  }
  return segments;
}

await scenario("the smaller picture has the numbers, the times and the breaks of the larger one", async (t) => {
  const server = await startServer(t, { env: on });
  const { lecturer, lesson, url } = await liveLesson(server);
  publish(t, url, picture);
  const hls = await playlist(server, lesson, lecturer.token);
  const index = await until("two pictures", async () => { const found = await text(hls); return found.includes("small.m3u8") && found; }, { seconds: 40 });
  assert.match(index, /RESOLUTION=852x480/);
  assert.ok(index.indexOf("video.m3u8") < index.indexOf("small.m3u8"));
  const of = (name) => text(new URL(`${name}.m3u8`, hls));
  await until("some of it", async () => segmentsOf(await of("small")).length >= 5, { seconds: 30 });
  const [large, small] = [segmentsOf(await of("video")), segmentsOf(await of("small"))];
  const beside = small.slice(1).map((one) => [one, large.find(({ msn }) => msn === one.msn)]); // the first is a gap
  for (const [one, other] of beside.filter(([, found]) => found)) {
    assert.ok(Math.abs(one.date - other.date) < 20, `${one.msn}: ${one.date - other.date} ms apart`);
    assert.ok(Math.abs(one.length - other.length) < 0.05, `${one.msn}: ${one.length} and ${other.length} s`);
  }
  assert.ok(beside.length >= 3);
  await decode(new URL("small.m3u8", hls).href, 5);
  assert.match(await metrics(server), /^lyceum_worker_running\{work="variant"\} 1$/m);
  assert.ok(Number((await metrics(server)).match(/^lyceum_worker_cpu_seconds_total\{work="variant"\} ([\d.]+)/m)[1]) > 0);
});

await scenario("a phone gets the smaller picture, and goes on when its worker is killed", async (t) => {
  const server = await startServer(t, { env: on });
  const { lecturer, lesson, url } = await liveLesson(server);
  publish(t, url, picture);
  const hls = await playlist(server, lesson, lecturer.token);
  await until("two pictures", async () => (await text(hls)).includes("small.m3u8"), { seconds: 40 });
  const page = await tab(t, await openBrowser(t), { name: "phone", width: 390, height: 780 });
  await page.goto(`${server.http}/lessons/${lesson.id}`);
  await until("the smaller picture", async () => (await videoState(page)).width === 852, { seconds: 30 });
  const moves = (what) => until(what, async () => {
    const before = await videoState(page);
    await pause(700);
    const after = await videoState(page);
    return after.width > 0 && after.time > before.time + 0.3 && after.sum !== before.sum;
  }, { seconds: 20 });
  await moves("it moves");
  const [worker] = childrenOf(server.pid);
  process.kill(worker, "SIGKILL");
  await pause(3000);
  await moves("it goes on");
  await pause(5000);
  await moves("and on");
  assert.ok((await text(hls)).includes("small.m3u8"), "who has it keeps it");
  assert.match(await metrics(server), /^lyceum_variant_lost_total\{why="crashed"\} 1$/m);
}, { seconds: 120 });

await scenario("a narrow line gets the smaller picture, and the larger one again when it widens", async (t) => {
  const server = await startServer(t, { env: on });
  const { lecturer, lesson, url } = await liveLesson(server);
  publish(t, url, [...picture, "-b:v", "3M", "-minrate", "3M", "-maxrate", "3M", "-bufsize", "3M", "-nal-hrd", "cbr"]);
  const hls = await playlist(server, lesson, lecturer.token);
  await until("two pictures", async () => (await text(hls)).includes("small.m3u8"), { seconds: 40 });
  const page = await tab(t, await openBrowser(t), { name: "line", width: 1280, height: 800 });
  const line = await page.context().newCDPSession(page);
  const carries = (kbps) => line.send("Network.emulateNetworkConditions", { offline: false, latency: 20, downloadThroughput: (kbps * 1000) / 8, uploadThroughput: -1 });
  await line.send("Network.enable");
  await page.goto(`${server.http}/lessons/${lesson.id}`);
  const shows = (width, seconds) => until(`${width} pixels`, async () => (await videoState(page)).width === width, { seconds, every: 250 });
  await shows(1280, 20);
  await carries(1800);
  await shows(852, 30);
  const before = (await videoState(page)).time;
  await pause(6000);
  assert.ok((await videoState(page)).time - before > 4, "it plays on a line that does not carry the larger one");
  await carries(20_000);
  await shows(1280, 60);
}, { seconds: 150 });

await scenario("off, or no core to spare: one picture", async (t) => {
  const server = await startServer(t, { env: { LYCEUM_TRANSCODE_VARIANT: "off", LYCEUM_TRANSCODE_PICTURES: "false" } });
  const { lecturer, lesson, url } = await liveLesson(server);
  publish(t, url, picture);
  const hls = await playlist(server, lesson, lecturer.token);
  await until("the class", async () => /#EXTINF/.test(await text(new URL("video.m3u8", hls))), { seconds: 20 });
  await pause(3000);
  assert.deepEqual(childrenOf(server.pid), []);
  assert.ok(!(await text(hls)).includes("small.m3u8"));
  await assert.rejects(startServer(t, { env: { LYCEUM_TRANSCODE_VARIANT: "perhaps" } }), /auto, on or off/);
});
