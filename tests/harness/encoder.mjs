// ffmpeg in the part of the lecturer's encoder.
import { spawn } from "node:child_process";

const picture = (size) => ["-f", "lavfi", "-i", `testsrc2=size=${size}:rate=30`];
const tone = (rate) => ["-f", "lavfi", "-i", `sine=frequency=440:sample_rate=${rate}`];
const h264 = (...more) => ["-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p", "-threads", "1", ...more];
const aac = (rate) => ["-c:a", "aac", "-ar", String(rate), "-ac", "2", "-b:a", "96k"];

// What encoders send, from the plainest to OBS's own defaults.
export const streams = {
  simple: [...picture("640x360"), ...tone(48000), ...h264("-tune", "zerolatency", "-g", "60"), ...aac(48000)],
  highWithBFrames: [...picture("640x360"), ...tone(44100), ...h264("-profile:v", "high", "-bf", "2", "-g", "60"), ...aac(44100)],
  audioOnly: [...tone(44100), ...aac(44100)],
  videoOnly: [...picture("640x360"), ...h264("-g", "60", "-bf", "0"), "-an"],
  obsDefaults: [...picture("1280x720"), ...tone(48000), ...h264("-profile:v", "high", "-bf", "2", "-g", "250", "-keyint_min", "25", "-sc_threshold", "0",
    "-b:v", "2500k", "-maxrate", "2500k", "-bufsize", "2500k", "-x264-params", "nal-hrd=cbr"), ...aac(48000)],
};

// Sends a stream of the list, or other arguments of ffmpeg, to an RTMP address → {pid, ended, log(), stop()}.
export function publish(t, url, stream = "simple", { seconds = 600 } = {}) {
  const args = ["-hide_banner", "-loglevel", "warning", "-nostdin", "-re", ...(Array.isArray(stream) ? stream : streams[stream]),
    "-t", String(seconds), "-f", "flv", url];
  const child = spawn("ffmpeg", args, { stdio: ["ignore", "ignore", "pipe"] });
  let log = "";
  child.stderr.on("data", (text) => { log = (log + text).slice(-20_000); });
  const ended = new Promise((done) => child.once("close", (code) => done({ code, log })));
  const stop = (signal = "SIGINT") => { child.kill(signal); return ended; };
  t.defer(() => stop("SIGKILL"));
  t.note(() => `--- encoder ---\n${log.slice(-1500)}`);
  return { pid: child.pid, ended, log: () => log, stop };
}
