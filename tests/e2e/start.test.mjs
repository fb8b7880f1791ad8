// Starting: quickly when all is well, with one clear sentence and a code when not.
import assert from "node:assert/strict";
import { chmodSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { call } from "../harness/people.mjs";
import { rawSocket } from "../harness/raw.mjs";
import { scenario, until } from "../harness/scenario.mjs";
import { command, dataFolder, startServer } from "../harness/server.mjs";

const local = ["--http", "127.0.0.1:0", "--rtmp", "127.0.0.1:0"];

// It ends by itself, not with success, and says one sentence in which `word` stands.
async function refuses(args, word, options) {
  const { code, out, err } = await command(["serve", ...args], { seconds: 10, ...options });
  const said = (err + out).trim();
  assert.ok(code !== 0 && code !== null, `exit code ${code}: ${said}`);
  assert.match(said, word);
  assert.ok(said.split("\n").length <= 2, `one sentence, not:\n${said}`);
  assert.doesNotMatch(said, /terminate called|what\(\)|core dumped|Assertion/);
}

await scenario("a port that is taken: one sentence and a code", async (t) => {
  const taken = createServer();
  await new Promise((done) => taken.listen(0, "127.0.0.1", done));
  t.defer(() => taken.close());
  const { port } = taken.address();
  const data = dataFolder(t);
  await refuses(["--data", data, "--http", `127.0.0.1:${port}`, "--rtmp", "127.0.0.1:0"], new RegExp(String(port)));
  await refuses(["--data", data, "--http", "127.0.0.1:0", "--rtmp", `127.0.0.1:${port}`], new RegExp(String(port)));
});

await scenario("a data folder that cannot be written: one sentence and a code", async (t) => {
  const folder = dataFolder(t);
  const file = join(folder, "file");
  writeFileSync(file, "not a folder");
  await refuses(["--data", join(file, "data"), ...local], /data/);
  await refuses(["--data", "/proc/lyceum", ...local], /\/proc\/lyceum/);
  if (process.getuid() !== 0) { // root may write anywhere
    chmodSync(folder, 0o555);
    await refuses(["--data", join(folder, "data"), ...local], /data/);
  }
});

await scenario("a database that is none: one sentence and a code", async (t) => {
  const folder = dataFolder(t);
  writeFileSync(join(folder, "lyceum.db"), "this is not a database, it is a text ".repeat(100));
  await refuses(["--data", folder, ...local], /lyceum\.db/);
});

await scenario("a broken configuration: one sentence that names the place, and a code", async (t) => {
  const folder = dataFolder(t);
  const file = join(folder, "lyceum.toml");
  for (const [text, word] of [["[http\nlisten = 1", /lyceum\.toml/], ["[http]\nlisten = 7\nlissten = \"x\"", /lissten|listen/], ["[log]\nformat = \"xml\"", /log\.format/]]) {
    writeFileSync(file, text);
    await refuses(["--config", file], word);
  }
  const clean = { cwd: dataFolder(t), env: { LYCEUM_DATA_DIR: folder } };
  await refuses(["--http", "nowhere"], /nowhere/, clean);
  await refuses(["--no-such-flag"], /no-such-flag/);
});

await scenario("every setting can come from file, environment and flag, and config says from where", async (t) => {
  const folder = dataFolder(t);
  writeFileSync(join(folder, "lyceum.toml"), "[site]\nname = \"From file\"\n[log]\nlevel = \"warning\"\n");
  const { code, out } = await command(["config", "--http", "127.0.0.1:7777"], { cwd: folder, env: { LYCEUM_LOG_LEVEL: "error" } });
  assert.equal(code, 0);
  assert.match(out, /name = "From file"/);
  assert.match(out, /level = "error"/);
  assert.match(out, /listen = "127\.0\.0\.1:7777"/);
  for (const source of [/file/, /LYCEUM_LOG_LEVEL/, /flag/, /default/]) assert.match(out, source);
});

await scenario("the first start prints a one-time link that makes the operator", async (t) => {
  const server = await startServer(t);
  const token = await until("the link", () => server.log().match(/\/setup\?token=([\w-]+)/)?.[1], { seconds: 3 });
  const operator = { token, login: "owner", password: "a long enough password", name: "Owner" };
  const made = await call(server, "POST", "/api/v1/setup", { body: operator });
  assert.equal(made.status, 201, made.text);
  assert.equal(made.body.account.operator, true);
  const again = await call(server, "POST", "/api/v1/setup", { body: { ...operator, login: "thief" } });
  assert.ok([409, 410].includes(again.status), `the link worked twice: ${again.status}`);
  assert.equal((await call(server, "GET", "/api/v1/site")).body.setup_needed, false);
});

await scenario("alive, ready, measured; ready in 300 ms", async (t) => {
  const data = dataFolder(t);
  await (await startServer(t, { data })).stop();
  const server = await startServer(t, { data, flags: ["--log", "json"] });
  assert.ok(server.startMs < 300, `ready after ${server.startMs.toFixed(0)} ms`);
  for (const path of ["/healthz", "/readyz"]) assert.equal((await call(server, "GET", path)).status, 200);
  const metrics = await call(server, "GET", "/metrics");
  assert.match(metrics.text, /^lyceum_/m);
  (await rawSocket(t, server.rtmp)).send("this is no RTMP");
  const lines = await until("a line of log", () => {
    const found = server.log().split("\n").filter((line) => line && !/^(ready|setup) /.test(line));
    return found.length > 0 && found;
  });
  for (const line of lines) JSON.parse(line);
});
