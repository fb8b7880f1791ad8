// How far behind is what people see, and how long until they see anything? In Chromium with the shipped room page.
//   node tests/measure/picture-delay.mjs [--encoder zerolatency|obs] [--seconds 180] [--joins 8] [--far 60-100] [--lines 720] [--proxy caddy|nginx] [--json]
// --far LEAST-MOST puts the browser behind a line with so many milliseconds of round trip.
// --lines enlarges the picture: from 600 lines on, LYCEUM_TRANSCODE_VARIANT=on has a smaller one made beside it.
// --proxy puts that in between, with the settings of deploy/, over HTTP/2.
// LYCEUM_BINARY names the server to measure (otherwise build/release/bin/lyceum).
process.env.LYCEUM_BINARY ??= "build/release/bin/lyceum";
import { parseArgs } from "node:util";
import { openBrowser, tab } from "../harness/browser.mjs";
import { trustAnybody } from "../harness/certificate.mjs";
import { farAway } from "../harness/far.mjs";
import { liveLesson } from "../harness/people.mjs";
import { freePort, startProxy } from "../harness/proxy.mjs";
import { pause, scenario, until } from "../harness/scenario.mjs";
import { encoderDelay, publishClock } from "./source.mjs";
import { watchScript } from "./watch.mjs";

const { dataFolder, startServer } = await import("../harness/server.mjs");
const { values } = parseArgs({ options: {
  encoder: { type: "string", default: "zerolatency" }, seconds: { type: "string", default: "180" },
  joins: { type: "string", default: "8" }, far: { type: "string", default: "" }, lines: { type: "string", default: "360" }, proxy: { type: "string", default: "" }, json: { type: "boolean", default: false },
} });
const seconds = Number(values.seconds), joins = Number(values.joins);

const share = (sorted, part) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN);
const summary = (numbers) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  return { p50_ms: share(sorted, 0.5), p95_ms: share(sorted, 0.95), max_ms: share(sorted, 1), count: sorted.length };
};

// A new visitor opens the home page and clicks the lesson's card.
async function visit(t, browser, at, lesson, name) {
  const page = await tab(t, browser, { name, trust: true });
  await page.addInitScript({ content: watchScript });
  await page.goto(at);
  const card = page.locator(`a[href$="/lessons/${lesson.id}"]`).first();
  await card.waitFor();
  await pause(1500 + Math.random() * 2000); // the page is at rest, and the key frames are anywhere
  await card.click();
  await until("a first picture", () => page.evaluate(() => window.watched.firstAfterClick !== null), { seconds: 30, every: 50 });
  return page;
}

await scenario(`picture delay with ${values.encoder}`, async (t) => {
  if (values.proxy) trustAnybody(t);
  const encoder_ms = await encoderDelay(values.encoder);
  const http = values.proxy ? `127.0.0.1:${await freePort()}` : undefined;
  const server = await startServer(t, { http, flags: values.proxy ? ["--http-trust-proxy", "true"] : [] });
  const { lesson, url } = await liveLesson(server);
  publishClock(t, url, values.encoder, Number(values.lines));
  await pause(12_000); // a whole interval of key frames has passed
  const browser = await openBrowser(t);
  const near = values.proxy ? (await startProxy(t, values.proxy, `${dataFolder(t)}/proxy`, { port: await freePort(), to: http })).url : server.http;
  const at = values.far ? await farAway(t, server.http, ...values.far.split("-").map(Number)) : near;

  const firsts = [];
  for (let i = 0; i < joins; i++) {
    const page = await visit(t, browser, at, lesson, `join ${i + 1}`);
    firsts.push(await page.evaluate(() => window.watched.firstAfterClick));
    await page.context().close();
  }
  const page = await visit(t, browser, at, lesson, "watching");
  await pause(10_000); // the start is the figure above
  const from = await page.evaluate(() => window.watched.samples.length);
  await pause(seconds * 1000);
  const { samples, waiting, unread, slow } = await page.evaluate(() => window.watched);
  const delay = summary(samples.slice(from).map((sample) => sample.delay));
  const first = summary(firsts);
  // Processor time of whatever makes a smaller picture beside it.
  const small_cpu_s = Number((await (await fetch(`${server.http}/metrics`)).text()).match(/^lyceum_worker_cpu_seconds_total\{work="variant"\} ([\d.]+)/m)?.[1] ?? 0);
  const result = { encoder: values.encoder, far: values.far, proxy: values.proxy, seconds, delay, encoder_ms, first_frame: first, stalls: waiting, unread, slow, small_cpu_s };
  if (values.json) console.log(JSON.stringify(result));
  else {
    console.log(`delay        p50 ${delay.p50_ms} ms, p95 ${delay.p95_ms} ms, most ${delay.max_ms} ms, over ${delay.count} pictures in ${seconds} s, ${waiting} stalls`);
    for (const { name, at, ms } of slow) console.log(`slow         ${name} asked ${(at / 1000).toFixed(1)} s after the page, answered after ${ms} ms`);
    console.log(`of which     ${encoder_ms} ms in the encoder itself`);
    console.log(`first frame  p50 ${first.p50_ms} ms, p95 ${first.p95_ms} ms, most ${first.max_ms} ms after the click, ${first.count} joins`);
  }
}, { seconds: seconds + joins * 40 + 120 });
