// kill -9 at any moment of a class, again and again. LYCEUM_KILLS=100 is the long form (docs/reliability.md).
import assert from "node:assert/strict";
import { call, liveLesson } from "../harness/people.mjs";
import { decode } from "../harness/probe.mjs";
import { chance } from "../harness/random.mjs";
import { recorded, replayOf } from "../harness/replay.mjs";
import { pause, scenario, until } from "../harness/scenario.mjs";
import { film, send } from "../harness/sender.mjs";
import { dataFolder, startServer } from "../harness/server.mjs";

const kills = Number(process.env.LYCEUM_KILLS ?? 4);
const small = ["-f", "lavfi", "-i", "testsrc2=size=320x180:rate=30", "-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000",
  "-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-pix_fmt", "yuv420p", "-g", "30", "-threads", "1", "-c:a", "aac", "-b:a", "64k"];

await scenario(`kill -9 at ${kills} random moments of a class: every segment that was finished plays, in one replay`, async (t) => {
  const { between } = chance(t);
  const data = dataFolder(t), tags = film(small, 9);
  let server = await startServer(t, { data });
  const { lecturer, lesson, key } = await liveLesson(server);
  const address = await replayOf(server, lesson, lecturer.token);
  const kept = { video: new Set(), audio: new Set() };
  for (let i = 0; i < kills; i++) {
    const replay = address.replace(/^http:..[^/]+/, server.http);
    const before = kept.video.size;
    const encoder = await send(t, server.rtmp, key, tags);
    await until("something new", async () => (await recorded(replay)).segments.length > before, { seconds: 20, every: 20 });
    await pause(between(0, 4000));
    for (const track of ["video", "audio"]) for (const segment of (await recorded(replay, track)).segments) kept[track].add(segment);
    await server.kill();
    encoder.stop();
    server = await startServer(t, { data });
    for (const track of ["video", "audio"]) {
      const found = new Set((await recorded(address.replace(/^http:..[^/]+/, server.http), track)).segments);
      for (const segment of kept[track]) assert.ok(found.has(segment), `${segment} was finished before kill ${i + 1}`);
    }
    assert.equal((await call(server, "GET", `/api/v1/lessons/${lesson.id}`, { token: lecturer.token })).body.state, "live");
  }
  await call(server, "POST", `/api/v1/lessons/${lesson.id}/stop`, { token: lecturer.token });
  const replay = address.replace(/^http:..[^/]+/, server.http);
  await until("the end", async () => (await recorded(replay)).ended, { seconds: 5 });
  const found = await recorded(replay);
  t.note(`${found.segments.length} segments in ${found.files.length} files`);
  for (const file of [...found.files, ...(await recorded(replay, "audio")).files]) await decode(new URL(file, replay).href, 20);
  if (process.env.LYCEUM_KILLS) console.log(`       ${found.segments.length} segments of ${found.seconds.toFixed(1)} s in ${found.files.length} files`);
}, { seconds: 90 + kills * 15 });
