// A class that goes on for an hour, with ffmpeg as its encoder and a few viewers of each protocol. Does anything grow, drift or
// fall out of step?
//   node tests/measure/long-class.mjs [--minutes 60] [--json]
// LYCEUM_BINARY names the server to measure (otherwise build/release/bin/lyceum).
process.env.LYCEUM_BINARY ??= "build/release/bin/lyceum";
import { parseArgs } from "node:util";
import { publish } from "../harness/encoder.mjs";
import { tagStream, watchFlv } from "../harness/flv.mjs";
import { followHls } from "../harness/hls.mjs";
import { liveLesson, person, playback } from "../harness/people.mjs";
import { anonymousKb, descriptors } from "../harness/process.mjs";
import { joinRoom } from "../harness/room.mjs";
import { pause, scenario, until } from "../harness/scenario.mjs";
import { claps, clapsOf } from "./flash.mjs";

const { startServer } = await import("../harness/server.mjs");
const { values } = parseArgs({ options: { minutes: { type: "string", default: "60" }, json: { type: "boolean", default: false } } });
const minutes = Number(values.minutes), warmUp = minutes / 6;

const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

// Least squares: how much y grows while x grows by one.
function slope(points) {
  const mean = (pick) => points.reduce((sum, point) => sum + pick(point), 0) / points.length;
  const x = mean(([a]) => a), y = mean(([, b]) => b);
  return mean(([a, b]) => (a - x) * (b - y)) / mean(([a]) => (a - x) ** 2);
}

// The least delay of each minute, and how it moved from the first tenth of the class to the last. What a delay counts from does
// not matter, as long as it stays what it was.
class Delays {
  minutes = [];
  note(minute, delay) { this.minutes[minute] = Math.min(this.minutes[minute] ?? Infinity, delay); }
  drift() {
    const seen = this.minutes.filter(Number.isFinite), few = Math.max(1, Math.round(seen.length / 10));
    return median(seen.slice(-few)) - median(seen.slice(0, few));
  }
}

await scenario(`a class of ${minutes} minutes`, async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson, url } = await liveLesson(server);
  const began = performance.now(), minute = () => Math.floor((performance.now() - began) / 60_000);
  publish(t, url, claps, { seconds: minutes * 60 + 600 });
  await until("the stream", async () => (await lecturer.api("GET", `/lessons/${lesson.id}/stream`)).publishing);
  const places = await playback(server, lesson, lecturer.token);

  const flv = new Delays(), hls = new Delays();
  let first = null, last = 0, flvTags = 0, hlsParts = 0, heard = 0, said = 0;
  const see = tagStream(({ type, time }) => {
    if (type !== 9) return;
    first ??= time;
    last = time;
    flvTags++;
    flv.note(minute(), performance.now() - began - time);
  });
  const flvViewers = [await watchFlv(t, places.flv, { onChunk: see })];
  for (let i = 1; i < 3; i++) flvViewers.push(await watchFlv(t, places.flv, { onChunk: () => {} }));
  await until("a playlist", async () => (await (await fetch(new URL("video.m3u8", places.hls))).text()).includes("#EXT-X-PART:"), { seconds: 30 });
  const hlsViewers = [];
  for (const track of ["video", "audio", "video", "audio", "video", "audio"])
    hlsViewers.push(followHls(t, new URL(`${track}.m3u8`, places.hls), (list, bytes, now) => {
      hlsParts += bytes > 0;
      if (track === "video") hls.note(minute(), now - list.until);
    }));
  const rooms = [];
  for (let i = 0; i < 5; i++) rooms.push(await joinRoom(t, server, lesson, (await person(server)).token));

  const memory = [], open = [];
  let early = 0;
  while (performance.now() - began < minutes * 60_000) {
    await pause(10_000);
    const { ok } = await rooms[said++ % 5].say(`After ${Math.round((performance.now() - began) / 1000)} s`);
    heard += Boolean(ok);
    for (const room of rooms) room.frames.length = room.events.length = 0;
    memory.push([(performance.now() - began) / 3_600_000, anonymousKb(server.pid)]);
    open.push(descriptors(server.pid));
    if (!early && minute() >= warmUp) early = open.length;
    if (!values.json && open.length % 30 === 0) console.log(`${minute()} min: ${memory.at(-1)[1]} kB, ${open.at(-1)} descriptors`);
  }
  const stillThere = flvViewers.filter((viewer) => viewer.open()).length + rooms.filter(({ socket }) => socket.readyState === 1).length;
  await lecturer.api("POST", `/lessons/${lesson.id}/stop`);
  await Promise.all(hlsViewers.map(({ done }) => done));
  const after = await playback(server, lesson, lecturer.token);
  const playlist = await (await fetch(new URL("video.m3u8", after.replay))).text();
  const replay_s = [...playlist.matchAll(/#EXTINF:([\d.]+)/g)].reduce((sum, [, length]) => sum + Number(length), 0);
  const apart = await clapsOf(after.download);
  const steady = memory.filter(([hours]) => hours * 60 >= warmUp);
  const result = {
    minutes, flv_pictures: flvTags, hls_parts: hlsParts, comments: heard, of_comments: said, still_there: stillThere, of_viewers: flvViewers.length + rooms.length,
    memory_kb: [memory[0][1], steady[0][1], memory.at(-1)[1]], memory_kb_per_hour: Math.round(slope(steady)),
    descriptors: [open[early], Math.max(...open.slice(early)), open.at(-1)],
    flv_drift_ms: Math.round(flv.drift()), hls_drift_ms: Math.round(hls.drift()),
    class_s: (last - first) / 1000, replay_s: Math.round(replay_s * 1000) / 1000, breaks: playlist.match(/#EXT-X-DISCONTINUITY\n/g)?.length ?? 0,
    claps: apart.length, apart_ms: { first: apart[0]?.apart, middle: apart[apart.length >> 1]?.apart, last: apart.at(-1)?.apart, most: Math.max(...apart.map((clap) => Math.abs(clap.apart))) },
  };
  console.log(values.json ? JSON.stringify(result) : result);
}, { seconds: minutes * 60 + 600 });
