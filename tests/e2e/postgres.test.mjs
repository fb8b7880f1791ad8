// What is particular to a site whose database is on PostgreSQL; the central scenarios run on both engines where they are.
import assert from "node:assert/strict";
import { Agent, get } from "node:http";
import { join } from "node:path";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { postgres, sql } from "../harness/database.mjs";
import { publish } from "../harness/encoder.mjs";
import { call, liveLesson, person, playlist } from "../harness/people.mjs";
import { joinRoom } from "../harness/room.mjs";
import { scenario, until } from "../harness/scenario.mjs";
import { command, dataFolder, startServer } from "../harness/server.mjs";

const local = ["--http", "127.0.0.1:0", "--rtmp", "127.0.0.1:0"];
const secret = "s3cret%40word";
const withPassword = (url) => url.replace("lyceum@", `lyceum:${secret}@`);

// It ends by itself, not with success, and says one sentence in which `word` stands, and no password.
async function refuses(data, url, word) {
  const { code, out, err } = await command(["serve", "--data", data, ...local], { env: { LYCEUM_STORE_URL: url }, seconds: 15 });
  const said = (err + out).trim();
  assert.equal(code, 1, said);
  assert.match(said, word);
  assert.equal(said.split("\n").length, 1, `one sentence, not:\n${said}`);
  assert.doesNotMatch(said, /s3cret/);
}

await scenario("an address that is wrong, or leads nowhere: one sentence, a code, and no password in it", async (t) => {
  const data = dataFolder(t), { url } = await postgres(t);
  await refuses(data, `mysql://ann:${secret}@db/lyceum`, /store\.url must be empty or postgresql:/);
  await refuses(data, "postgresql://ann:s3cret/@db/lyceum", /store\.url has no number as its port/);
  await refuses(data, `postgresql://ann:${secret}@127.0.0.1:1/lyceum`, /cannot use the database postgresql:\/\/ann:\*\*\*@127\.0\.0\.1:1\/lyceum/);
  await refuses(data, withPassword(url).replace("/lyceum?", "/missing?"), /"missing" does not exist/);
  const { out } = await command(["config"], { env: { LYCEUM_STORE_URL: withPassword(url) } });
  assert.match(out, /url = "postgresql:\/\/lyceum:\*\*\*@/);
  assert.doesNotMatch(out, /s3cret/);
});

await scenario("the database server is killed in a class: refused meanwhile, and it goes on by itself with all that was acknowledged", async (t) => {
  const server = await postgres(t);
  const store = withPassword(server.url);
  const lyceum = await startServer(t, { store, flags: ["--log-level", "debug"] });
  const { lecturer, lesson, url } = await liveLesson(lyceum);
  const learner = await person(lyceum);
  const room = await joinRoom(t, lyceum, lesson, lecturer.token);
  const watching = await joinRoom(t, lyceum, lesson, learner.token);
  publish(t, url);
  const hls = await playlist(lyceum, lesson, learner.token);
  const player = new Agent({ keepAlive: true, maxSockets: 1 }); // whose lease is where its connection is
  t.defer(() => player.destroy());
  const read = (address) => new Promise((done, failed) => {
    get(address, { agent: player }, async (answer) => done((await answer.toArray()).join(""))).on("error", failed);
  });
  const segments = async () => {
    const text = await read(new URL("video.m3u8", hls));
    return Number(text.match(/#EXT-X-MEDIA-SEQUENCE:(\d+)/)?.[1] ?? 0) + (text.match(/#EXTINF/g)?.length ?? 0);
  };
  await until("segments", async () => (await segments()) > 0, { seconds: 20 });
  assert.ok((await room.say("before")).ok);

  await server.order("kill");
  const lost = await room.say("into the void");
  assert.ok(lost.err?.retry_after_ms > 0, JSON.stringify(lost));
  assert.equal((await call(lyceum, "GET", "/readyz")).status, 503);
  const refused = await call(lyceum, "GET", `/api/v1/lessons/${lesson.id}`, { token: lecturer.token });
  assert.deepEqual([refused.status, refused.body.code], [503, "store_unreachable"]);
  const before = await segments();
  await until("the picture goes on without a database", async () => (await segments()) > before, { seconds: 20 });

  await server.order("start");
  await until("it is ready again", async () => (await call(lyceum, "GET", "/readyz")).status === 200);
  await until("people speak again", async () => (await room.say("after")).ok);
  await until("all hear it", () => watching.texts().includes("after"));
  assert.deepEqual(watching.texts().filter((text) => text !== "after"), ["before"]);
  assert.match(lyceum.log(), /database connection lost/);
  assert.match(lyceum.log(), /database connected again/);
  assert.doesNotMatch(lyceum.log(), /s3cret/);
  assert.deepEqual(await lyceum.stop(), { code: 0, signal: null });
});

await scenario("a commit whose answer is lost is said to be unknown, and is not done twice", async (t) => {
  const server = await postgres(t);
  const lyceum = await startServer(t, { store: server.url });
  const { lecturer, lesson } = await liveLesson(lyceum);
  const room = await joinRoom(t, lyceum, lesson, lecturer.token);
  // Commits of a new lesson and of a new row in a room take a minute.
  sql(server.url, `CREATE FUNCTION slow() RETURNS TRIGGER LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(60); RETURN NULL; END';
    CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON lesson DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION slow();
    CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON room_event DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION slow();`);
  const create = () => call(lyceum, "POST", "/api/v1/lessons", { token: lecturer.token, body: { title: "perhaps", kind: "live", access: { kind: "free" } }, headers: { "Idempotency-Key": "one" } });
  const made = create(), said = room.say("perhaps");
  const committing = () => Number(sql(server.url, "SELECT COUNT(*) FROM pg_stat_activity WHERE state = 'active' AND query = 'COMMIT'"));
  await until("both are at their commit", () => committing() === 2);
  await server.order("kill");
  const lost = await made;
  assert.deepEqual([lost.status, lost.body.code], [503, "store_uncertain"], JSON.stringify(lost.body));
  assert.equal((await said).err?.code, "not_known");
  assert.equal(lost.body.retry_after_ms ?? 0, 0);

  await server.order("start");
  sql(server.url, "DROP TRIGGER slow ON lesson; DROP TRIGGER slow ON room_event");
  await until("people speak again", async () => (await room.say("after")).ok);
  assert.equal(sql(server.url, "SELECT COUNT(*) FROM lesson WHERE title = 'perhaps'"), "0");
  assert.equal((await create()).status, 409); // whose end nobody could write down: not before a minute
  assert.deepEqual(room.texts(), ["after"]);
});

await scenario("one server at a time has a database, wherever its data folder is; after kill -9 the next one begins at once", async (t) => {
  const { url: store } = await postgres(t);
  const first = await startServer(t, { store });
  await refuses(dataFolder(t), store, /another Lyceum uses the database postgresql:.*stop it first/);
  await first.kill();
  const second = await startServer(t, { store });
  assert.equal((await call(second, "GET", "/readyz")).status, 200);
});

await scenario("admin and doctor work on it, backup and restore say what to do instead", async (t) => {
  const { url: store } = await postgres(t);
  const server = await startServer(t, { store });
  const env = { LYCEUM_STORE_URL: withPassword(store) };
  const flags = ["--data", server.data, "--http", server.http.replace("http://", ""), "--rtmp", server.rtmp];
  const folder = mkdtempSync(join(tmpdir(), "lyceum-import-"));
  t.defer(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "people.csv"), Array.from({ length: 300 }, (_, i) => `learner${i},学员 ${i}`).join("\n"));
  const imported = await server.admin(["account", "import", join(folder, "people.csv"), "--tokens"]);
  assert.equal(imported.code, 0, imported.err);
  const token = imported.out.split("\n")[0].split("\t")[1];
  assert.equal((await call(server, "GET", "/api/v1/me", { token })).body.name, "学员 0");
  assert.match((await server.admin(["account", "block", "learner7"])).out, /the running server sees it/);

  const doctor = await command(["doctor", "--json", ...flags], { env });
  const checks = Object.fromEntries(JSON.parse(doctor.out).checks.map((one) => [one.check, one]));
  assert.equal(doctor.code, 0, doctor.out);
  assert.match(checks.database.found.en, /^PostgreSQL 15\.\d+ at postgresql:\/\/lyceum:\*\*\*@.* answers in \d+ ms \(\d+ MB\), version \d+\.$/);
  assert.equal(checks.server.health, "ok");
  assert.match(checks.versions.found.en, /libpq 15\./);
  const metrics = (await call(server, "GET", "/metrics")).text;
  assert.match(metrics, /^lyceum_store_reachable 1$/m);
  assert.doesNotMatch(metrics, /^lyceum_store_log_bytes/m);

  for (const words of [["backup", join(folder, "site.tar")], ["restore", join(folder, "site.tar"), "--force"]]) {
    const { code, err } = await command([...words, "--data", server.data], { env });
    assert.notEqual(code, 0);
    assert.match(err, /pg_dump.*secret\.key.*media/s);
    assert.doesNotMatch(err + doctor.out, /s3cret/);
  }
});
