// Debian's Chromium, driven through playwright-core. Each tab of `tab()` is a person of its own: own cookies, own storage.
import { mkdirSync } from "node:fs";
import { chromium } from "playwright-core";
import { fileURLToPath } from "node:url";

const screens = fileURLToPath(new URL("../../build/screens", import.meta.url)); // of tests that failed

const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--autoplay-policy=no-user-gesture-required", "--mute-audio"];

export async function openBrowser(t, { args = [] } = {}) {
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", headless: true, args: [...flags, ...args] });
  t.defer(() => browser.close());
  return browser;
}

// language: "en" or "zh-CN". touch: a finger instead of a pointer. trust: whatever certificate there is. Errors of the page fail the scenario at its end, unless `mayComplain` matches them.
export async function tab(t, browser, { language = "en", width = 1280, height = 800, mayComplain = /^$/, name = "page", touch = false, trust = false } = {}) {
  const context = await browser.newContext({ locale: language, viewport: { width, height }, hasTouch: touch, isMobile: touch, ignoreHTTPSErrors: trust });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const problems = [], said = [];
  page.on("pageerror", (problem) => { if (!mayComplain.test(problem.message)) problems.push(`${problem.message}\n${problem.stack}`); });
  page.on("console", (message) => { said.push(`${message.type()}: ${message.text()}`); });
  t.note(() => `--- console of ${name} (${page.url()}) ---\n${said.slice(-20).join("\n")}`);
  t.defer(async () => {
    mkdirSync(screens, { recursive: true });
    await page.screenshot({ path: `${screens}/${name.replace(/\W+/g, "-")}.png` }).catch(() => {});
    await context.close();
    if (problems.length > 0) throw new Error(`the page ${name} threw: ${problems.join("\n")}`);
  });
  return page;
}

// What the video element shows now: {time, width, height, paused, buffered, sum}; sum changes when the picture does.
export const videoState = (page) => page.evaluate(() => {
  const video = document.querySelector("video");
  if (!video || video.readyState < 2 || !video.videoWidth) return { time: video?.currentTime ?? 0, width: 0 };
  const canvas = new OffscreenCanvas(64, 36);
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen.drawImage(video, 0, 0, 64, 36);
  const sum = pen.getImageData(0, 0, 64, 36).data.reduce((a, b, i) => (a + b * (i % 997)) % 1e9, 0);
  return { time: video.currentTime, width: video.videoWidth, height: video.videoHeight, paused: video.paused, sum,
    sound: video.webkitAudioDecodedByteCount ?? 0, frames: video.getVideoPlaybackQuality?.().totalVideoFrames ?? 0 };
});
