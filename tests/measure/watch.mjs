// Runs inside the page: reads the bar code from every picture that a <video> shows. window.watched = {samples: [{at,
// delay}], firstAfterClick, waiting, slow}; delay in ms, against this machine's own clock; slow: requests of over 1.5 s.
import { readMoment } from "./barcode.mjs";

function watchPage() {
  const watched = (window.watched = { samples: [], clickedAt: 0, firstAfterClick: null, waiting: 0, unread: 0, slow: [] });
  new PerformanceObserver((list) => {
    for (const { name, startTime, duration } of list.getEntries())
      if (duration > 1500) watched.slow.push({ name: name.split("/").pop(), at: Math.round(startTime), ms: Math.round(duration) });
  }).observe({ type: "resource", buffered: true });
  const canvas = document.createElement("canvas");
  canvas.width = 640;
  canvas.height = 1;
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  addEventListener("click", () => { watched.clickedAt = performance.now(); watched.firstAfterClick = null; }, true);

  function look(video, _, frame) {
    const shown = Math.max(performance.now(), frame.expectedDisplayTime);
    if (watched.clickedAt && watched.firstAfterClick === null) watched.firstAfterClick = shown - watched.clickedAt;
    pen.drawImage(video, 0, video.videoHeight / 2, video.videoWidth, 1, 0, 0, 640, 1);
    const { data } = pen.getImageData(0, 0, 640, 1);
    const moment = readMoment(Array.from({ length: 640 }, (_, i) => data[4 * i + 1]));
    const now = performance.timeOrigin + shown;
    if (moment === null) watched.unread++;
    else watched.samples.push({ at: now, delay: (((Math.round(now) % 2 ** 32) - moment + 2 ** 32 + 2 ** 31) % 2 ** 32) - 2 ** 31 });
    follow(video);
  }
  const follow = (video) => video.requestVideoFrameCallback((...args) => look(video, ...args));
  const known = new WeakSet();
  setInterval(() => {
    for (const video of document.querySelectorAll("video")) {
      if (known.has(video)) continue;
      known.add(video);
      video.addEventListener("waiting", () => { if (watched.samples.length > 0) watched.waiting++; });
      follow(video);
    }
  }, 5);
}

export const watchScript = `${readMoment}\n(${watchPage})();`;
