// A lecturer whose every picture shows the wall clock at which it was taken: 640 × 360, 30 a second, with a tone.
import { spawn } from "node:child_process";
import { drawMoment, height, width } from "./barcode.mjs";

const fps = 30;
const x264 = (...more) => ["-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p", "-threads", "1", ...more];

// zerolatency: no delay of the encoder's own, a key frame every 2 s. obs: as OBS sends by default, 2 B-frames, a key
// frame every 250 pictures, and the look-ahead of x264's preset.
export const encoders = {
  zerolatency: x264("-tune", "zerolatency", "-g", "60", "-b:v", "800k"),
  obs: x264("-profile:v", "high", "-bf", "2", "-g", "250", "-keyint_min", "25", "-b:v", "2500k", "-maxrate", "2500k", "-bufsize", "2500k"),
};

// Writes pictures as their time comes. → stop()
function takePictures(pipe, onPicture = () => {}) {
  const began = Date.now();
  let sent = 0;
  pipe.on("error", () => {}); // ffmpeg went away
  const timer = setInterval(() => {
    const due = Math.floor(((Date.now() - began) * fps) / 1000);
    while (sent < due) {
      pipe.write(drawMoment(Date.now()));
      onPicture(sent++);
    }
  }, 5);
  return () => clearInterval(timer);
}

const input = ["-hide_banner", "-loglevel", "warning", "-fflags", "nobuffer", "-probesize", "32", "-analyzeduration", "0",
  "-f", "rawvideo", "-pix_fmt", "gray", "-color_range", "tv", "-video_size", `${width}x${height}`, "-framerate", String(fps), "-i", "pipe:0"];

// Publishes until stop() is called. `lines`: enlarged to that height.
export function publishClock(t, url, encoder, lines = height) {
  const scale = lines === height ? [] : ["-vf", `scale=-2:${lines}`];
  const child = spawn("ffmpeg", [...input, "-f", "lavfi", "-i", "sine=frequency=330:sample_rate=48000", ...scale, ...encoders[encoder],
    "-c:a", "aac", "-ar", "48000", "-ac", "2", "-b:a", "96k", "-flush_packets", "1", "-f", "flv", url], { stdio: ["pipe", "ignore", "pipe"] });
  let log = "";
  child.stderr.on("data", (text) => { log = (log + text).slice(-4000); });
  const rest = takePictures(child.stdin);
  t.defer(() => { rest(); child.kill("SIGKILL"); });
  t.note(() => `--- source ---\n${log}`);
}

// How long the encoder itself keeps a picture: from the picture's arrival to its packet. → median ms over 8 s
export function encoderDelay(encoder) {
  return new Promise((done) => {
    const child = spawn("ffmpeg", [...input, ...encoders[encoder], "-flush_packets", "1", "-f", "framecrc", "-"], { stdio: ["pipe", "pipe", "ignore"] });
    const taken = [], delays = [];
    const rest = takePictures(child.stdin, (n) => { taken[n] = Date.now(); });
    let text = "";
    child.stdout.on("data", (chunk) => {
      const lines = (text + chunk).split("\n");
      text = lines.pop();
      for (const line of lines) {
        const pts = Number(line.match(/^0,\s*-?\d+,\s*(-?\d+),/)?.[1]); // stream, dts, pts, …; time base 1/30
        if (taken[pts] && pts > fps) delays.push(Date.now() - taken[pts]);
      }
    });
    setTimeout(() => {
      rest();
      child.kill("SIGKILL");
      delays.sort((a, b) => a - b);
      done(delays[delays.length >> 1] ?? 0);
    }, 8000);
  });
}
