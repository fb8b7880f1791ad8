// Makes the lecture once: slides by ffmpeg, speech by espeak-ng, both joined in one file that is then sent in a loop.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { slides } from "./lecture.mjs";
import { height, slideScript, width } from "./slides.mjs";

const call = promisify(execFile);
const sampleRate = 22050; // espeak-ng's: mono, 16 bit
const silence = (seconds) => Buffer.alloc(2 * Math.round(sampleRate * seconds));

async function ffmpeg(folder, ...args) {
  await call("ffmpeg", ["-hide_banner", "-loglevel", "error", "-nostdin", "-y", ...args], { cwd: folder });
}

// The samples of a spoken text; none when this espeak-ng lacks the voice.
async function speak(voice, words) {
  const options = { encoding: "buffer", maxBuffer: 64 << 20 };
  const wav = await call("espeak-ng", ["-v", voice, "-s", "155", "--stdout", words], options).catch(() => null);
  return wav ? wav.stdout.subarray(44) : silence(0); // 44: the WAV header
}

function wavHeader(bytes) {
  const head = Buffer.alloc(44);
  head.write("RIFF", 0);
  head.writeUInt32LE(36 + bytes, 4);
  head.write("WAVEfmt ", 8);
  head.writeUInt32LE(16, 16); // size of the format block
  head.writeUInt16LE(1, 20); // PCM
  head.writeUInt16LE(1, 22); // mono
  head.writeUInt32LE(sampleRate, 24);
  head.writeUInt32LE(2 * sampleRate, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write("data", 36);
  head.writeUInt32LE(bytes, 40);
  return head;
}

async function draw(folder, slide, number) {
  await writeFile(join(folder, `${number}.ass`), slideScript(slide, number, slides.length));
  const background = `gradients=size=${width}x${height}:c0=0x0b1830:c1=0x17325c:x0=0:y0=0:x1=${width}:y1=${height}:nb_colors=2`;
  await ffmpeg(folder, "-f", "lavfi", "-i", background, "-vf", `ass=${number}.ass`, "-frames:v", "1", `${number}.png`);
}

// Returns the path of the film and of the first slide, which serves as the lesson's cover.
export async function renderLecture(folder, progress) {
  const sources = await Promise.all(["lecture.mjs", "slides.mjs", "render.mjs"].map((f) => readFile(new URL(f, import.meta.url))));
  const version = createHash("sha256").update(Buffer.concat(sources)).digest("hex").slice(0, 12);
  const film = join(folder, `lecture-${version}.mp4`);
  const cover = join(folder, "1.png");
  if (existsSync(film) && existsSync(cover)) return { film, cover };

  await mkdir(folder, { recursive: true });
  const sound = [];
  let list = "ffconcat version 1.0\n";
  for (const [i, slide] of slides.entries()) {
    progress(`slide ${i + 1} of ${slides.length}`);
    await draw(folder, slide, i + 1);
    const chinese = await speak("cmn", slide.say_zh);
    const spoken = Buffer.concat([silence(0.6), chinese, silence(0.8), await speak("en-us", slide.say_en), silence(1.2)]);
    sound.push(spoken);
    list += `file ${i + 1}.png\nduration ${spoken.length / 2 / sampleRate}\n`;
  }
  const samples = Buffer.concat(sound);
  await writeFile(join(folder, "speech.wav"), Buffer.concat([wavHeader(samples.length), samples]));
  await writeFile(join(folder, "slides.txt"), list + `file ${slides.length}.png\n`); // a still's duration counts only before another
  progress("film");
  await ffmpeg(folder, "-f", "concat", "-i", "slides.txt", "-i", "speech.wav",
    "-vf", "fps=5,format=yuv420p", "-c:v", "libx264", "-preset", "veryfast", "-tune", "stillimage", "-crf", "20", "-g", "50",
    "-c:a", "aac", "-ar", "48000", "-ac", "2", "-b:a", "96k", "-shortest", "new.mp4");
  await rename(join(folder, "new.mp4"), film);
  return { film, cover };
}
