// What a large film costs on its way in: sent as the upload page sends it, in pieces of 4 MiB, broken off once in the middle of a
// piece, and played when it is prepared.
//   node tests/measure/large-upload.mjs [--mb 1536] [--proxy caddy|nginx]
// --proxy puts that in between, with the settings of deploy/, over HTTP/2. LYCEUM_BINARY names the server to measure.
process.env.LYCEUM_BINARY ??= "build/release/bin/lyceum";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { openSync, readFileSync, readSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { trustAnybody } from "../harness/certificate.mjs";
import { call, playback } from "../harness/people.mjs";
import { residentKb } from "../harness/process.mjs";
import { freePort, startProxy } from "../harness/proxy.mjs";
import { pause, scenario, until } from "../harness/scenario.mjs";
import { aac, beginUpload, film, h264, openHttp2, sendPiece, sendPieceOverHttp2, settled, uploadedLesson, whereItStands } from "../harness/tus.mjs";

const { dataFolder, startServer } = await import("../harness/server.mjs");
const { values } = parseArgs({ options: { mb: { type: "string", default: "1536" }, proxy: { type: "string", default: "" } } });
const piece = 4 << 20;

// Twelve seconds of noise at 25 Mbit/s, again and again until the file is that large.
function largeFilm(folder, mb) {
  const short = film(folder, "short.mp4", ["-vf", "noise=alls=40:allf=t", ...h264, "-b:v", "25M", "-maxrate", "30M", "-bufsize", "30M", ...aac], { seconds: 12, size: "1280x720" });
  const long = join(folder, "long.mp4"), times = Math.ceil((mb * (1 << 20)) / statSync(short).size);
  execFileSync("ffmpeg", ["-hide_banner", "-loglevel", "error", "-nostdin", "-stream_loop", String(times - 1), "-i", short, "-c", "copy", long]);
  return long;
}

// The most that each process holds until stop() → {name: kB}.
function watchMemory(pids) {
  const most = Object.fromEntries(Object.keys(pids).map((name) => [name, 0]));
  const look = () => { for (const [name, pid] of Object.entries(pids)) most[name] = Math.max(most[name], residentKb(pid)); };
  const timer = setInterval(look, 50);
  return () => { clearInterval(timer); look(); return most; };
}

const writtenMb = (pid) => Number(readFileSync(`/proc/${pid}/io`, "utf8").match(/^write_bytes: (\d+)/m)[1]) / (1 << 20);
const cpuSeconds = (pid) => {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
};

await scenario(`a film of ${values.mb} MiB ${values.proxy ? `through ${values.proxy}` : "without a proxy"}`, async (t) => {
  if (values.proxy) trustAnybody(t);
  const folder = dataFolder(t), http = `127.0.0.1:${await freePort()}`;
  const server = await startServer(t, { http, flags: values.proxy ? ["--http-trust-proxy", "true"] : [] });
  const proxy = values.proxy ? await startProxy(t, values.proxy, join(folder, "proxy"), { port: await freePort(), to: http }) : null;
  const seen = { ...server, http: proxy?.url ?? server.http };
  const path = largeFilm(folder, Number(values.mb)), file = openSync(path), { size } = statSync(path);
  const bytesAt = (at) => { const bytes = Buffer.alloc(Math.min(piece, size - at)); readSync(file, bytes, 0, bytes.length, at); return bytes; };

  const { lecturer, lesson } = await uploadedLesson(server), { token } = lecturer;
  const url = (await beginUpload(seen, lesson, token, size)).headers.get("location");
  const pids = { server: server.pid, ...(proxy && { proxy: proxy.pid }) };
  const rest = Object.fromEntries(Object.entries(pids).map(([name, pid]) => [name, residentKb(pid)]));
  const stop = watchMemory(pids), began = performance.now();
  let session = proxy && openHttp2(t, seen.http), broken = null, offset = 0;
  while (offset < size) {
    if (session && !broken && offset > size / 2) {
      await sendPieceOverHttp2(session, url, token, offset, bytesAt(offset), { part: piece / 2, beforeTheCut: () => pause(300) });
      session = openHttp2(t, seen.http);
      const from = performance.now();
      const stands = await until("the upload to stand still", async () => { const now = await whereItStands(seen, url, token); return now.status === 200 && now; });
      assert.equal(stands.offset, offset, "the broken piece counts for nothing");
      broken = { at: offset, ms: Math.round(performance.now() - from) };
    }
    const bytes = bytesAt(offset);
    const sent = await (session ? sendPieceOverHttp2(session, url, token, offset, bytes) : sendPiece(seen, url, token, offset, bytes));
    assert.equal(sent.status, 204, `at ${offset}`);
    offset += bytes.length;
  }
  const seconds = (performance.now() - began) / 1000, most = stop();
  console.log(`sent         ${(size / (1 << 20)).toFixed(0)} MiB in ${seconds.toFixed(1)} s, ${(size / (1 << 20) / seconds).toFixed(0)} MiB/s${broken ? `; cut at ${broken.at}, where it stood was known ${broken.ms} ms later` : ""}`);
  for (const [name, pid] of Object.entries(pids)) {
    console.log(`${name.padEnd(12)} ${(rest[name] / 1024).toFixed(0)} MB before, ${(most[name] / 1024).toFixed(0)} MB at most; wrote ${writtenMb(pid).toFixed(1)} MiB to the disk, ${cpuSeconds(pid).toFixed(1)} s of a processor`);
  }
  const from = performance.now(), ready = await settled(server, lesson, token, 900);
  assert.equal(ready.upload, null, JSON.stringify(ready.upload));
  console.log(`prepared     ${(ready.replay.duration_ms / 1000).toFixed(0)} s of film in ${((performance.now() - from) / 1000).toFixed(1)} s; server ${(residentKb(server.pid) / 1024).toFixed(0)} MB afterwards`);
  const places = await playback(seen, lesson, token);
  const part = await call(seen, "GET", new URL("1-video.mp4", places.replay).pathname, { headers: { range: "bytes=4-7" } });
  assert.deepEqual([part.status, part.text], [206, "ftyp"]);
}, { seconds: 1500 });
