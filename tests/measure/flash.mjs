// A lecturer who claps: every ten seconds the picture is white and a tone sounds, for two tenths of a second; and how far
// apart the two come out.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

const clap = "lt(mod(t,10),0.2)";

// Arguments of ffmpeg: 320 × 180, 30 pictures a second, about 300 kbit/s, little work.
export const claps = ["-f", "lavfi", "-i", "testsrc2=size=320x180:rate=30", "-f", "lavfi", "-i", `aevalsrc=exprs='if(${clap},0.5*sin(2*PI*1000*t),0)':s=48000`,
  "-vf", `drawbox=color=white:t=fill:enable='${clap}'`, "-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-pix_fmt", "yuv420p", "-g", "60",
  "-b:v", "300k", "-threads", "1", "-c:a", "aac", "-ac", "2", "-b:a", "64k"];

// The times at which `value(line)` rises over `least`, in what a filter of ffmpeg prints.
function rises(args, key, least) {
  return new Promise((done, failed) => {
    const child = spawn("ffmpeg", ["-hide_banner", "-nostdin", "-loglevel", "error", ...args, "-f", "null", "-"], { stdio: ["ignore", "pipe", "pipe"] });
    const found = [];
    let time = NaN, high = true, problems = "";
    child.stderr.on("data", (text) => { problems += text; });
    createInterface({ input: child.stdout }).on("line", (line) => {
      time = Number(line.match(/pts_time:([\d.]+)/)?.[1] ?? time);
      if (!line.startsWith(key)) return;
      const above = Number(line.split("=")[1].replace("-inf", "-999")) > least;
      if (above && !high) found.push(time);
      high = above;
    });
    child.on("close", () => (problems ? failed(new Error(problems)) : done(found)));
  });
}

// Of a recording: [{at (s), apart (ms; positive: the sound comes later)}] for each clap.
export async function clapsOf(url) {
  const light = "lavfi.signalstats.YAVG", loud = "lavfi.astats.Overall.RMS_level";
  const [seen, heard] = await Promise.all([
    rises(["-i", url, "-map", "0:v", "-vsync", "passthrough", "-vf", `signalstats,metadata=print:key=${light}:file=-`], light, 190),
    rises(["-i", url, "-map", "0:a", "-af", `asetnsamples=n=240,astats=metadata=1:reset=1,ametadata=print:key=${loud}:file=-`], loud, -25),
  ]);
  return seen.flatMap((at) => {
    const sound = heard.find((time) => Math.abs(time - at) < 2);
    return sound === undefined ? [] : [{ at, apart: Math.round((sound - at) * 1000) }];
  });
}
