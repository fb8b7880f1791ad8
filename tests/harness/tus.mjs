// A lecturer's browser that uploads a file (tus 1.0.0), and the films that are uploaded.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { connect } from "node:http2";
import { join } from "node:path";
import { call, person } from "./people.mjs";
import { until } from "./scenario.mjs";

const tus = { "tus-resumable": "1.0.0" };
const piece = 1024 * 1024;

// A new lesson of that kind → {lecturer, lesson}.
export async function uploadedLesson(server, kind = "video", fields = {}) {
  const lecturer = await person(server, "lecturer", "Ms Lin");
  const lesson = await lecturer.api("POST", "/lessons", { title: "How bridges stand", kind, access: { kind: "free" }, ...fields });
  return { lecturer, lesson };
}

// Begins an upload → the answer; its address is in the Location header.
export const beginUpload = (server, lesson, token, bytes, { name = "bridges.mp4", headers = {} } = {}) =>
  call(server, "POST", `/api/v1/lessons/${lesson.id}/upload`, {
    token, headers: { ...tus, "upload-length": String(bytes), "upload-metadata": `filename ${Buffer.from(name).toString("base64")}`, ...headers },
  });

export const sendPiece = (server, url, token, offset, bytes, headers = {}) =>
  call(server, "PATCH", url, { token, body: bytes, headers: { ...tus, "upload-offset": String(offset), "content-type": "application/offset+octet-stream", ...headers } });

export const whereItStands = async (server, url, token) => {
  const answer = await call(server, "HEAD", url, { token, headers: tus });
  return { status: answer.status, offset: Number(answer.headers.get("upload-offset")), headers: answer.headers };
};

// The same as browsers do it through a proxy: over HTTP/2. part: bytes after which the connection is cut, instead of an answer;
// `beforeTheCut` is asked first, when these bytes have left.
export function sendPieceOverHttp2(session, url, token, offset, bytes, { part, beforeTheCut } = {}) {
  const stream = session.request({
    ":method": "PATCH", ":path": url, authorization: `Bearer ${token}`, ...tus, "upload-offset": String(offset),
    "content-type": "application/offset+octet-stream", "content-length": String(bytes.length),
  });
  return new Promise((done, failed) => {
    stream.on("response", ({ ":status": status }) => { stream.resume(); stream.on("end", () => done({ status })); });
    stream.on("error", failed);
    if (part === undefined) stream.end(bytes);
    else {
      stream.write(bytes.subarray(0, part), () => Promise.resolve(beforeTheCut?.()).then(() => {
        stream.removeAllListeners("error").on("error", () => {});
        session.destroy();
        done(null);
      }).catch(failed));
    }
  });
}

// A connection for it, to a proxy whose certificate nobody signed.
export function openHttp2(t, url) {
  const session = connect(url, { rejectUnauthorized: false });
  session.on("error", () => {});
  t.defer(() => session.destroy());
  return session;
}

export const giveUp = (server, url, token) => call(server, "DELETE", url, { token, headers: tus });

// All of a file; → its address.
export async function uploadAll(server, lesson, token, file, name) {
  const bytes = Buffer.isBuffer(file) ? file : readFileSync(file);
  const begun = await beginUpload(server, lesson, token, bytes.length, { name });
  if (begun.status !== 201) throw new Error(`upload: ${begun.status} ${begun.text}`);
  const url = begun.headers.get("location");
  for (let at = 0; at < bytes.length; at += piece) {
    const sent = await sendPiece(server, url, token, at, bytes.subarray(at, at + piece));
    if (sent.status !== 204) throw new Error(`piece at ${at}: ${sent.status} ${sent.text}`);
  }
  return url;
}

export const lessonOf = async (server, lesson, token) => (await call(server, "GET", `/api/v1/lessons/${lesson.id}`, { token })).body;

// The lesson once its file is ready, or refused.
export const settled = (server, lesson, token, seconds = 60) =>
  until("a file that is prepared", async () => {
    const now = await lessonOf(server, lesson, token);
    return (now.upload === null || now.upload.state === "refused") && now;
  }, { seconds, every: 200 });

// Makes a file with ffmpeg in that folder → its path. `args` stand between what is drawn and the name.
export function film(folder, name, args, { seconds = 6, size = "320x180", rate = 25, sound = true } = {}) {
  const path = join(folder, name);
  const inputs = ["-f", "lavfi", "-i", `testsrc2=size=${size}:rate=${rate}:duration=${seconds}`];
  if (sound) inputs.push("-f", "lavfi", "-i", `sine=frequency=440:sample_rate=48000:duration=${seconds}`);
  execFileSync("ffmpeg", ["-hide_banner", "-loglevel", "error", "-nostdin", "-y", ...inputs, ...args, path]);
  return path;
}

export const h264 = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "50", "-threads", "1"];
export const aac = ["-c:a", "aac", "-ac", "2", "-b:a", "96k"];
