// Private texts in the database are sealed with a key that lies elsewhere: switched on, missing, changed, switched off.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { databaseOn, engines, sql } from "../harness/database.mjs";
import { call, liveLesson, person } from "../harness/people.mjs";
import { joinRoom } from "../harness/room.mjs";
import { scenario, until } from "../harness/scenario.mjs";
import { command, dataFolder, startServer } from "../harness/server.mjs";

const words = "what nobody else may read";
const key = (letter) => letter.repeat(64);

function keyFile(t, ...letters) {
  const file = join(dataFolder(t), "seal.key");
  writeFileSync(file, letters.map((letter) => `${key(letter)}\n`).join(""));
  chmodSync(file, 0o600);
  return file;
}

// Whether anything that is stored holds one of these.
function isStored(store, data, ...texts) {
  if (store) return texts.some((text) => `${sql(store, "SELECT body FROM room_event")} ${sql(store, "SELECT login, search FROM account")}`.includes(text));
  const files = readdirSync(data).filter((name) => name.startsWith("lyceum.db"));
  return files.some((name) => texts.some((text) => readFileSync(join(data, name)).includes(text)));
}

for (const engine of engines) await scenario(`comments and logins are sealed where they are stored, and read where they may be read (on ${engine})`, async (t) => {
  const data = dataFolder(t), store = await databaseOn(t, engine);
  const start = (file, more = {}) => startServer(t, { data, store, env: { ...(file ? { LYCEUM_STORE_SEAL_KEY_FILE: file } : {}), ...more } });
  const sealed = keyFile(t, "a");
  let server = await start(sealed);
  const { lesson } = await liveLesson(server);
  const learner = await person(server);
  const room = await joinRoom(t, server, lesson, learner.token);
  assert.ok((await room.say(words)).ok);
  const read = async () => (await call(server, "GET", `/api/v1/lessons/${lesson.id}/record`, { token: learner.token })).body.items.filter(({ type }) => type === "comment").map(({ text }) => text);
  assert.deepEqual(await read(), [words]);
  const signsIn = async () => (await call(server, "POST", "/api/v1/sessions", { body: { login: learner.login, password: learner.password } })).status < 300;
  assert.ok(await signsIn());
  await server.stop();
  assert.ok(!isStored(store, data, words, learner.login));

  for (const [file, sentence] of [[null, /sealed with key [0-9a-f]{8}, which store\.seal_key_file does not hold/], [keyFile(t, "b"), /does not hold/], [join(data, "seal.key"), /lies in the data folder/]])
    await assert.rejects(start(file), (problem) => sentence.test(problem.message), String(sentence));

  server = await start(keyFile(t, "b", "a"));
  await until("the new key", () => /private texts sealed/.test(server.log()));
  assert.deepEqual(await read(), [words]);
  assert.ok(await signsIn());
  await server.stop();
  const second = keyFile(t, "b");
  server = await start(second, { LYCEUM_STORE_SEAL: "false" });
  await until("clear texts", () => /private texts unsealed/.test(server.log()));
  assert.deepEqual(await read(), [words]);
  await server.stop();
  server = await start(null);
  assert.deepEqual(await read(), [words]);
  assert.ok(await signsIn());
  await server.stop();
  assert.ok(isStored(store, data, words) && isStored(store, data, learner.login));
}, { seconds: 120 });

await scenario("doctor and backup say how it stands", async (t) => {
  const data = dataFolder(t), sealed = keyFile(t, "a");
  const server = await startServer(t, { data, env: { LYCEUM_STORE_SEAL_KEY_FILE: sealed } });
  const ask = async (file) => JSON.parse((await command(["doctor", "--json", "--only", "seal", "--data", data], { env: { LYCEUM_STORE_SEAL_KEY_FILE: file } })).out).checks[0];
  assert.equal((await ask(sealed)).health, "ok");
  assert.equal((await ask("")).health, "ok");
  copyFileSync(sealed, join(data, "seal.key"));
  assert.equal((await ask(join(data, "seal.key"))).health, "problem");
  const backup = join(dataFolder(t), "site.tar");
  const made = await command(["backup", backup, "--data", data], { env: { LYCEUM_STORE_SEAL_KEY_FILE: sealed } });
  assert.match(made.err + made.out, /not in the backup/);
  assert.ok(!execFileSync("tar", ["-tf", backup], { encoding: "utf8" }).includes("seal.key"));
  await server.stop();
});
