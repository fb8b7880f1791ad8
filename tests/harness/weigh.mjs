// Does a server hold the same before and after ten thousand visits?
import { visit } from "./churn.mjs";
import { publish } from "./encoder.mjs";
import { readPlaylist } from "./hls.mjs";
import { liveLesson, person, playback } from "./people.mjs";
import { anonymousKb, descriptors } from "./process.mjs";
import { pause, until } from "./scenario.mjs";

export const kinds = ["rtmp", "flv", "hls", "room"];

// Where each kind of visitor goes: a class that runs, and another lesson for encoders that come and go.
async function prepare(t, server) {
  const { lecturer, lesson, url } = await liveLesson(server);
  const encoder = publish(t, url, ["-f", "lavfi", "-i", "testsrc2=size=320x180:rate=30", "-f", "lavfi", "-i", "sine=sample_rate=48000", "-c:v", "libx264", "-preset", "ultrafast",
    "-tune", "zerolatency", "-g", "60", "-threads", "1", "-c:a", "aac"]);
  const other = await liveLesson(server);
  const { flv, hls } = await playback(server, lesson, lecturer.token);
  const video = new URL("video.m3u8", hls);
  const newest = async () => {
    const answer = await fetch(video);
    return answer.status === 200 ? readPlaylist(await answer.text()) : null;
  };
  let list = await until("a playlist", async () => { const found = await newest(); return found?.last && found; }, { seconds: 30 });
  const refresh = setInterval(async () => { list = (await newest().catch(() => null)) ?? list; }, 200);
  t.defer(() => clearInterval(refresh));
  const tokens = [];
  for (let i = 0; i < 10; i++) tokens.push((await person(server)).token);
  return { flv, hls, next: () => `?_HLS_msn=${list.sequence + list.segments}&_HLS_part=${list.parts + 1}`, http: server.http, lesson: lesson.id, tokens, rtmp: server.rtmp, key: other.key, encoder };
}

// What the process holds once nobody visits: the least within four seconds, for what the class itself holds comes and goes with
// its groups of pictures.
async function atRest(pid, likeBefore) {
  await until("the descriptors", () => descriptors(pid) <= likeBefore, { seconds: 20, every: 200 }).catch(() => {});
  await pause(1000);
  let kb = Infinity;
  for (let i = 0; i < 20; i++) {
    kb = Math.min(kb, anonymousKb(pid));
    await pause(200);
  }
  return { kb, open: descriptors(pid) };
}

// A warm-up of every kind, then so many visits of one after the other → [{kind, served, before: {kb, open}, after: {kb, open}, seconds}].
export async function weigh(t, server, times, { warmUp = times, only = kinds } = {}) {
  const places = await prepare(t, server);
  const open = () => descriptors(server.pid);
  await pause(1000);
  const usual = open();
  for (const kind of only) await visit(kind, places, warmUp);
  const rows = [];
  let before = await atRest(server.pid, usual);
  for (const kind of only) {
    const began = performance.now();
    const served = await visit(kind, places, times);
    const seconds = (performance.now() - began) / 1000;
    const after = await atRest(server.pid, before.open);
    rows.push({ kind, served, before, after, seconds: Math.round(seconds) });
    before = after;
  }
  return rows;
}
