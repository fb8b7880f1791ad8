// Sends the film in an endless loop over RTMP, as an encoder does: 1280 × 720, 30 pictures a second, with a clock drawn
// while it is sent. Comes back two seconds after a broken connection.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const font = "font='WenQuanYi Micro Hei'";
// The clock, and below it a dot that crosses once a second: who watches sees at once whether the picture moves.
const picture = [
  "fps=30",
  `drawtext=${font}:fontsize=34:fontcolor=white:x=w-tw-80:y=38:text='%{localtime\\:%T}'`,
  `drawtext=${font}:fontsize=30:fontcolor=0x4fc2f0:x='1066+124*mod(t,1)':y=70:text='•'`,
].join(",");

function encoderArguments(film, url) {
  return [
    "-hide_banner", "-loglevel", "error", "-nostdin", "-re", "-stream_loop", "-1", "-i", film, "-vf", picture,
    "-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-threads", "1", "-profile:v", "main",
    "-b:v", "1200k", "-maxrate", "2000k", "-bufsize", "2000k", "-g", "60", "-pix_fmt", "yuv420p",
    "-c:a", "aac", "-ar", "48000", "-ac", "2", "-b:a", "96k", "-f", "flv", url,
  ];
}

// Runs until `stopped` resolves. Only the first words of ffmpeg's complaint are shown: its text names the stream key.
export async function sendLecture(film, url, stopped) {
  let over = false, encoder = null;
  stopped.then(() => {
    over = true;
    encoder?.kill("SIGTERM");
  });
  while (!over) {
    encoder = spawn("ffmpeg", encoderArguments(film, url), { stdio: ["ignore", "ignore", "pipe"] });
    let complaint = "";
    encoder.stderr.on("data", (text) => { complaint = (complaint + text).slice(-4000); });
    await new Promise((done) => encoder.once("close", done));
    if (over) return;
    const reason = complaint.trim().split("\n").pop().split(url).join("the server");
    console.log(`The demo encoder was cut off${reason ? ` (${reason})` : ""}; it comes back in 2 s.`);
    await Promise.race([stopped, new Promise((done) => setTimeout(done, 2000))]);
  }
}

// By hand: node tools/demo-lecture/send.mjs FILM URL
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const stopped = new Promise((stop) => { process.once("SIGINT", stop); process.once("SIGTERM", stop); });
  await sendLecture(process.argv[2], process.argv[3], stopped);
}
