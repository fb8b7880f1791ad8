// What an operator does from the terminal: back up, restore, look, and put things right, while a class goes on.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { connect as connectTls } from "node:tls";
import { certificate, trustAnybody } from "../harness/certificate.mjs";
import { publish } from "../harness/encoder.mjs";
import { call, liveLesson, person, playlist } from "../harness/people.mjs";
import { joinRoom } from "../harness/room.mjs";
import { scenario, until } from "../harness/scenario.mjs";
import { command, dataFolder, lyceum, startServer } from "../harness/server.mjs";

const at = (server) => ["--http", server.http.replace(/^https?:\/\//, "")];

await scenario("a backup made while people write holds every comment acknowledged before it began", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson } = await liveLesson(server);
  const room = await joinRoom(t, server, lesson, lecturer.token);
  const recording = Buffer.alloc(3_000_000, 7);
  mkdirSync(join(server.data, "media", lesson.id), { recursive: true });
  writeFileSync(join(server.data, "media", lesson.id, "1.mp4"), recording);
  const acknowledged = [];
  let writing = true;
  const talk = (async () => {
    for (let i = 0; writing; i++) {
      const answer = await room.say(`comment ${i}`);
      if (answer.ok) acknowledged.push(`comment ${i}`);
    }
  })();
  await until("comments", () => acknowledged.length > 20);
  const before = acknowledged.length;
  const file = join(dataFolder(t), "site.tar");
  const made = await command(["backup", file, "--data", server.data]);
  writing = false;
  await talk;
  assert.equal(made.code, 0, made.err);
  assert.ok(acknowledged.length > before, "nothing was written during the backup");
  await server.kill();

  const data = join(dataFolder(t), "data");
  const restored = await command(["restore", file, "--data", data]);
  assert.equal(restored.code, 0, restored.err);
  assert.deepEqual(readFileSync(join(data, "media", lesson.id, "1.mp4")), recording);
  assert.equal(statSync(join(data, "secret.key")).mode & 0o777, 0o600);
  const second = await startServer(t, { data });
  const again = await joinRoom(t, second, lesson, lecturer.token);
  const kept = new Set(again.hello.state.comments.map(({ text }) => text));
  for (let oldest = again.hello.state.comments[0].n; ;) {
    const { ok: { comments } } = await again.ask({ do: "history", before: oldest });
    if (comments.length === 0) break;
    for (const { n, text } of comments) { kept.add(text); oldest = Math.min(oldest, n); }
  }
  for (const text of acknowledged.slice(0, before)) assert.ok(kept.has(text), `${text} is not in the backup`);
});

await scenario("a backup goes through a pipe, and its sums are those that sha256sum knows", async (t) => {
  const server = await startServer(t);
  await person(server, "operator");
  const folder = dataFolder(t);
  const sh = (text) => spawnSync("bash", ["-c", text], { cwd: folder, encoding: "utf8" });
  const made = sh(`'${lyceum}' backup - --data '${server.data}' >site.tar`);
  assert.equal(made.status, 0, made.stderr);
  const checked = sh("mkdir out && tar -xf site.tar -C out && cd out && sha256sum --strict -c SHA256SUMS");
  assert.equal(checked.status, 0, checked.stderr);
  const restored = sh(`cat site.tar | '${lyceum}' restore - --data '${folder}/data'`);
  assert.equal(restored.status, 0, restored.stderr);
  assert.deepEqual(readdirSync(join(folder, "data")).sort(), ["lyceum.db", "media", "secret.key"]);
});

await scenario("a flipped byte: one sentence with the reason, and nothing is left", async (t) => {
  const server = await startServer(t);
  await person(server, "lecturer");
  const folder = dataFolder(t), file = join(folder, "site.tar");
  assert.equal((await command(["backup", file, "--data", server.data])).code, 0);
  const bytes = readFileSync(file);
  bytes[bytes.indexOf("lyceum.db.zst\0") + 512 + 300] ^= 1;
  writeFileSync(file, bytes);
  const { code, err } = await command(["restore", file, "--data", join(folder, "data")]);
  assert.equal(code, 1);
  assert.match(err, /lyceum\.db\.zst in it is damaged/);
  assert.ok(!existsSync(join(folder, "data")));
});

await scenario("a folder in use is not restored into, and takes no second server", async (t) => {
  const server = await startServer(t);
  const file = join(dataFolder(t), "site.tar");
  assert.equal((await command(["backup", file, "--data", server.data])).code, 0);
  const restored = await command(["restore", file, "--data", server.data, "--force"]);
  assert.equal(restored.code, 1);
  assert.match(restored.err, /in use/);
  const second = await command(["serve", "--data", server.data, "--http", "127.0.0.1:0", "--rtmp", "127.0.0.1:0"], { seconds: 5 });
  assert.equal(second.code, 1);
  assert.match(second.err, /in use/);
  await server.stop();
  const forced = await command(["restore", file, "--data", server.data, "--force"]);
  assert.equal(forced.code, 0, forced.err);
  assert.match(forced.err, /before-restore-/);
});

await scenario("doctor sees a server that serves, in both languages, and one that is broken", async (t) => {
  const server = await startServer(t);
  const flags = ["--data", server.data, ...at(server), "--rtmp", server.rtmp];
  const well = await command(["doctor", "--json", ...flags]);
  const { ok, checks } = JSON.parse(well.out);
  assert.deepEqual([well.code, ok], [0, true], well.out);
  const health = Object.fromEntries(checks.map(({ check, health: found }) => [check, found]));
  for (const check of ["folder", "database", "worker", "server", "http", "rtmp"]) assert.equal(health[check], "ok", JSON.stringify(checks));
  for (const check of ["clock", "descriptors", "io_uring", "processors", "codecs", "slides", "presentations", "space", "versions", "public_url", "proxy"]) assert.ok(check in health, check);
  const table = await command(["doctor", ...flags], { env: { LC_ALL: "zh_CN.UTF-8" } });
  assert.match(table.out, /正在运行并提供服务/);
  assert.doesNotMatch(table.out, /^\S+ +[a-z]+ /m, "a check has no Chinese name");
  assert.match((await command(["doctor", ...flags], { env: { LC_ALL: "C" } })).out, /It runs and serves/);
  await server.stop(); // the log goes into the file
  writeFileSync(join(server.data, "lyceum.db"), "no database at all ".repeat(500));
  const ill = await command(["doctor", "--json", ...flags]);
  assert.equal(ill.code, 1);
  assert.equal(JSON.parse(ill.out).checks.find(({ check }) => check === "database").health, "problem");
});

await scenario("admin works with the server running or not: lists, blocks, rotates, stops", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson, key, url } = await liveLesson(server);
  const learner = await person(server, null, "Ming");
  const room = await joinRoom(t, server, lesson, learner.token);
  publish(t, url);
  const run = async (words, more = []) => {
    const { code, out, err } = await command(["admin", ...words, "--data", server.data, ...more]);
    assert.equal(code, 0, err);
    return out;
  };
  const publishing = async () => (await lecturer.api("GET", `/lessons/${lesson.id}/stream`)).publishing;
  assert.match(await run(["account", "list"]), new RegExp(`^${learner.id}\t${learner.login}\tlearner\tMing$`, "m"));
  assert.match(await run(["lesson", "list", "--live"]), new RegExp(`^${lesson.id}\tlive\t`, "m"));
  assert.match(await run(["ledger", "check"]), /^0 postings, 0 holds open, everything adds up$/m);
  await until("the stream", publishing);
  const fresh = (await run(["key", "rotate", lesson.id])).trim();
  assert.notEqual(fresh, key);
  assert.equal((await lecturer.api("GET", `/lessons/${lesson.id}/ingest`)).key, fresh);
  assert.ok(await publishing(), "the encoder was cut off by a rotation");

  assert.match(await run(["lesson", "stop", lesson.id], at(server)), /is over/);
  assert.equal((await lecturer.api("GET", `/lessons/${lesson.id}`)).state, "ended");
  await until("the room hears of it", () => room.events.some(({ type, state }) => type === "lesson" && state === "ended"));
  await until("the encoder is sent away", async () => !(await publishing()));

  assert.match(await run(["account", "block", learner.login]), /blocked/);
  const refused = await call(server, "POST", "/api/v1/sessions", { body: { login: learner.login, password: learner.password } });
  assert.deepEqual([refused.status, refused.body.code], [403, "blocked"]);
  assert.match(await run(["account", "unblock", learner.login]), /may sign in/);
  const link = await run(["account", "reset-password", learner.login]);
  const reset = { token: link.match(/token=([\w-]+)/)[1], new_password: "a fresh long password" };
  assert.equal((await call(server, "POST", "/api/v1/password-resets", { body: reset })).status, 204);
  await server.stop();
  assert.equal((await command(["admin", "lesson", "stop", lesson.id, "--data", server.data])).code, 1);
  assert.match(await run(["lesson", "list"]), new RegExp(`^${lesson.id}\tended\t`, "m"));
});

await scenario("metrics tell what can run out, each beside its limit", async (t) => {
  const server = await startServer(t);
  const { text } = await call(server, "GET", "/metrics");
  for (const name of ["lyceum_data_free_bytes", "lyceum_store_log_bytes", "lyceum_store_waiting_max", "lyceum_password_waiting_max",
    "lyceum_http_connections_max", "lyceum_http_turned_away_total", "process_max_fds", "lyceum_memory_max_bytes", "lyceum_rtmp_connections_max",
    "lyceum_flv_viewers_max", "lyceum_record_waiting_max_bytes", "lyceum_data_free_files", "lyceum_worker_waiting_max"])
    assert.match(text, new RegExp(`^${name} [0-9.e+]+$`, "m"), name);
  for (const kind of ["read", "write"]) assert.match(text, new RegExp(`^lyceum_store_waiting\\{kind="${kind}"\\} [0-9]+$`, "m"));
});

const nameAt = (server) => new Promise((done, failed) => {
  const { hostname, port } = new URL(server.http);
  const socket = connectTls({ host: hostname, port, rejectUnauthorized: false }, () => {
    done(socket.getPeerCertificate().subject.CN);
    socket.destroy();
  });
  socket.on("error", failed);
});

await scenario("HTTPS by itself: pages, room and picture over TLS, Secure cookies, a new certificate without a restart", async (t) => {
  const folder = dataFolder(t);
  certificate(folder, "first");
  trustAnybody(t);
  const flags = ["--http-tls-cert", join(folder, "cert.pem"), "--http-tls-key", join(folder, "key.pem")];
  const server = await startServer(t, { flags });
  server.http = server.http.replace("http://", "https://");
  await until("the link", () => /setup https:/.test(server.log()));

  const { lecturer, lesson, url } = await liveLesson(server);
  const signedIn = await call(server, "POST", "/api/v1/sessions", { body: { login: lecturer.login, password: lecturer.password } });
  assert.match(signedIn.headers.get("set-cookie"), /; Secure/);
  assert.match((await call(server, "GET", "/")).text, /<html/i);

  const rooms = await Promise.all([1, 2, 3, 4, 5].map(async () => joinRoom(t, server, lesson, (await person(server)).token)));
  const staff = await joinRoom(t, server, lesson, lecturer.token);
  for (let i = 0; i < 100; i++) assert.deepEqual((await staff.sayInTime(`over TLS ${i} ${"长".repeat(300)}`)).err, undefined);
  for (const room of rooms) await until("all comments", () => room.texts().length === 100);

  publish(t, url);
  const list = await playlist(server, lesson, lecturer.token);
  const video = await until("segments", async () => {
    const answer = await fetch(new URL("video.m3u8", list)).catch(() => null);
    const text = answer?.status === 200 ? await answer.text() : "";
    return /#EXTINF/.test(text) && text;
  }, { seconds: 20 });
  const segment = await fetch(new URL(video.match(/^[^#\n].*$/m)[0], list));
  assert.equal(segment.status, 200);
  assert.equal((await segment.arrayBuffer()).byteLength, Number(segment.headers.get("content-length")));

  const examined = async (only) => {
    const { out } = await command(["doctor", "--json", "--only", only, "--data", server.data, "--http-public-url", server.http, ...at(server)]);
    return JSON.parse(out).checks[0];
  };
  assert.equal((await examined("server")).health, "ok");
  const proxy = await examined("proxy");
  assert.equal(proxy.health, "warning");
  assert.match(proxy.found.en, /does not offer HTTP\/2/);

  assert.equal(await nameAt(server), "first");
  certificate(folder, "second");
  process.kill(server.pid, "SIGHUP");
  await until("the new certificate", async () => (await nameAt(server)) === "second");
  assert.ok((await staff.say("the old connection lives")).ok);
  assert.deepEqual(await server.stop(), { code: 0, signal: null });

  const half = await command(["serve", "--data", server.data, "--http", "127.0.0.1:0", "--rtmp", "127.0.0.1:0", ...flags.slice(0, 2)]);
  assert.match(half.err, /set together/);
});
