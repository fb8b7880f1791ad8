// The HTTP API from outside: the three calls with curl, people, access, and the document that describes it all.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import Ajv from "ajv/dist/2020.js";
import { call, liveLesson, person } from "../harness/people.mjs";
import { joinRoom } from "../harness/room.mjs";
import { scenario, until } from "../harness/scenario.mjs";
import { startServer } from "../harness/server.mjs";

const curl = (...args) => new Promise((done) => {
  execFile("curl", ["-sS", "--max-time", "15", ...args], (problem, out, err) => done({ failed: problem !== null, out, err }));
});

await scenario("three calls with curl start a stream, send a message and stop", async (t) => {
  const server = await startServer(t);
  const teacher = await person(server, "lecturer");
  const auth = ["-H", `Authorization: Bearer ${teacher.token}`];
  const success = { status: "success" };
  assert.deepEqual(JSON.parse((await curl(...auth, "-d", "room_id=101", `${server.http}/start`)).out), success);
  assert.deepEqual(JSON.parse((await curl(...auth, "-d", "room_id=101", "--data-urlencode", "message=大家好 & welcome", `${server.http}/message`)).out), success);
  const json = ["-H", "Content-Type: application/json", "-d", JSON.stringify({ room_id: "101", message: "in JSON" })];
  assert.deepEqual(JSON.parse((await curl(...auth, ...json, `${server.http}/message`)).out), success);
  const { items } = (await call(server, "GET", "/api/v1/lessons?mine=1", { token: teacher.token })).body;
  assert.equal(items.length, 1);
  const room = await joinRoom(t, server, items[0], teacher.token);
  assert.deepEqual(room.hello.state.comments.map(({ text }) => text), ["大家好 & welcome", "in JSON"]);
  assert.equal(room.hello.state.lesson, "live");
  assert.deepEqual(JSON.parse((await curl(...auth, "-d", "room_id=101", `${server.http}/stop`)).out), success);
  await until("the end in the room", () => room.events.some(({ type, state }) => type === "lesson" && state !== "live"));
  const nobody = await curl("-o", "/dev/null", "-w", "%{http_code}", "-d", "room_id=101", `${server.http}/start`);
  assert.equal(nobody.out, "401");
});

await scenario("register, sign in, change the password, delete oneself", async (t) => {
  const server = await startServer(t);
  const { terms_version } = (await call(server, "GET", "/api/v1/site")).body;
  const fields = { login: "ming", password: "correct horse", name: "小明", terms_version };
  const made = await call(server, "POST", "/api/v1/accounts", { body: fields });
  assert.equal(made.status, 201, made.text);
  const cookie = made.headers.get("set-cookie");
  assert.match(cookie, /lyceum_session=/);
  assert.match(cookie, /HttpOnly/i);
  assert.match(cookie, /SameSite=Lax/i);
  const jar = { cookie: cookie.split(";")[0] };
  assert.equal((await call(server, "GET", "/api/v1/me", { headers: jar })).body.login, "ming");
  assert.equal((await call(server, "POST", "/api/v1/accounts", { body: fields })).status, 409);
  const foreign = await call(server, "PATCH", "/api/v1/me", { headers: { ...jar, origin: "https://evil.example" }, body: { name: "x" } });
  assert.equal(foreign.status, 403, "a write from a foreign page");
  const { token } = made.body;
  const change = await call(server, "POST", "/api/v1/me/password", { token, body: { old_password: "correct horse", new_password: "battery staple" } });
  assert.equal(change.status, 204, change.text);
  const signIn = (password) => call(server, "POST", "/api/v1/sessions", { body: { login: "ming", password } });
  assert.equal((await signIn("correct horse")).status, 401);
  const back = await signIn("battery staple");
  assert.ok([200, 201].includes(back.status));
  assert.equal((await call(server, "DELETE", "/api/v1/me", { token: back.body.token, body: { password: "battery staple" } })).status, 204);
  assert.equal((await signIn("battery staple")).status, 401);
});

await scenario("guessing passwords is slowed down, with the time to wait", async (t) => {
  const server = await startServer(t);
  const victim = await person(server);
  const answers = [];
  for (let i = 0; i < 25; i++) answers.push(await call(server, "POST", "/api/v1/sessions", { body: { login: victim.login, password: `guess ${i}` } }));
  const refused = answers.find(({ status }) => status === 429);
  assert.ok(refused, `never throttled: ${answers.map(({ status }) => status)}`);
  assert.ok(refused.body.retry_after_ms > 0);
  assert.ok(!server.log().includes("guess "), "a password is in the log");
});

await scenario("an invite opens the lesson once, in the role it was made for", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson } = await liveLesson(server, { access: { kind: "invite" } });
  const invite = await lecturer.api("POST", `/lessons/${lesson.id}/invites`, { role: "assistant" });
  const [helper, late] = [await person(server), await person(server)];
  assert.equal((await call(server, "GET", `/api/v1/lessons/${lesson.id}/playback`, { token: helper.token })).status, 403);
  await helper.api("POST", `/lessons/${lesson.id}/access`, { invite: invite.code });
  const room = await joinRoom(t, server, lesson, helper.token);
  assert.deepEqual([room.hello.you.role, room.hello.you.may_moderate], ["assistant", true]);
  const second = await call(server, "POST", `/api/v1/lessons/${lesson.id}/access`, { token: late.token, body: { invite: invite.code } });
  assert.equal(second.status, 403);
  const foreign = await call(server, "GET", `/api/v1/lessons/${lesson.id}/ingest`, { token: late.token });
  assert.equal(foreign.status, 403);
});

await scenario("problems speak the reader's language and keep their code", async (t) => {
  const server = await startServer(t);
  const ask = (language) => call(server, "GET", "/api/v1/lessons/999999999", { language });
  const [en, zh] = [await ask("en"), await ask("zh-CN,zh;q=0.9")];
  assert.deepEqual([en.status, zh.status], [404, 404]);
  assert.equal(en.body.code, zh.body.code);
  assert.match(zh.body.title, /\p{Script=Han}/u);
  assert.doesNotMatch(en.body.title, /\p{Script=Han}/u);
});

await scenario("a write repeated with the same Idempotency-Key is done once", async (t) => {
  const server = await startServer(t);
  const teacher = await person(server, "lecturer");
  const make = () => call(server, "POST", "/api/v1/lessons", {
    token: teacher.token, headers: { "idempotency-key": "7f3c" }, body: { title: "Once", kind: "live", access: { kind: "free" } },
  });
  const [first, second] = [await make(), await make()];
  assert.deepEqual([first.status, second.status], [201, 201]);
  assert.equal(first.body.id, second.body.id);
});

// A body that each operation accepts; one that is not here is called with {}.
const onePixel = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
const goodBodies = (people, lesson) => ({
  register: { login: "newcomer", password: "a good password", name: "New" },
  sign_in: { login: people.learner.login, password: people.learner.password },
  change_me: { name: "Another name" },
  change_account: { lecturer: true },
  create_lesson: { title: "Made by the document", kind: "live", access: { kind: "free" } },
  change_lesson: { title: lesson.title },
  create_invite: { role: "guest" },
  put_cover: onePixel,
  block_account: { why: "for a while" },
  announce: { words: "Hello, everybody" },
  change_settings: { home_line: "Hello, everybody" },
  put_logo: onePixel,
  start: { room_id: "77" },
  message: { room_id: "77", message: "hello" },
  stop: { room_id: "77" },
});

// Every operation of the document, called for real, rightly and wrongly: it exists, answers with a status that is written
// down, and its body has the shape that is promised. A method that is not described is not there.
await scenario("the OpenAPI document and the server say the same", async (t) => {
  const server = await startServer(t);
  const document = (await call(server, "GET", "/api/v1/openapi.json")).body;
  assert.match(document.openapi, /^3\.1/);
  const ajv = new Ajv({ strict: false, validateFormats: false });
  ajv.addSchema(document, "api");
  const { lecturer, lesson } = await liveLesson(server);
  const people = { lecturer, operator: await person(server, "operator"), learner: await person(server) };
  const { code } = await lecturer.api("POST", `/lessons/${lesson.id}/invites`, { role: "learner" });
  const bodies = goodBodies(people, lesson);
  const later = ["delete_me", "delete_lesson", "sign_out", "stop_lesson", "room", "cut_class", "block_account", "unblock_account"]; // these end what the others need
  const wrong = [], succeeded = new Set();

  async function judge(pattern, method, operation, path, token, body, type) {
    const headers = type ? { "content-type": type } : {};
    const answer = await call(server, method.toUpperCase(), path, { token, body, headers });
    const place = `${method} ${pattern} ${answer.status}`;
    if (answer.status < 300) succeeded.add(operation.operationId);
    const described = operation.responses[answer.status];
    if (!described) return wrong.push(`${place} is not among ${Object.keys(operation.responses)}: ${answer.text.slice(0, 200)}`);
    const sent = (answer.headers.get("content-type") ?? "").split(";")[0];
    if (!/json/.test(sent)) return;
    const escape = (name) => encodeURIComponent(name.replaceAll("~", "~0").replaceAll("/", "~1"));
    const response = described.$ref ? `api${described.$ref}` : `api#/paths/${escape(pattern)}/${method}/responses/${answer.status}`;
    const check = ajv.compile({ $ref: `${response}/content/${escape(sent)}/schema` });
    if (!check(answer.body)) wrong.push(`${place}: ${ajv.errorsText(check.errors)} in ${answer.text.slice(0, 300)}`);
  }

  // A room that was stopped takes no message: /stop comes last.
  const paths = Object.entries(document.paths).sort(([a], [b]) => Number(a === "/stop") - Number(b === "/stop"));
  for (const [pattern, operations] of paths) {
    const ids = { id: pattern.includes("/accounts/") ? people.learner.id : lesson.id, lesson: lesson.id, code, account: people.operator.id, token: "x", file: "video.m3u8" };
    const path = pattern.replace(/\{(\w+)\}/g, (_, name) => ids[name]);
    const token = /\/(accounts|operator)/.test(pattern) ? people.operator.token : lecturer.token;
    for (const method of ["put", "get", "post", "patch", "delete"]) { // a cover is put before it is got
      const operation = operations[method];
      if (!operation) {
        const { status } = await call(server, method.toUpperCase(), path, { token });
        if (![404, 405].includes(status)) wrong.push(`${method} ${pattern} is not described and answers ${status}`);
        continue;
      }
      if (later.includes(operation.operationId)) continue;
      const empty = method === "get" || method === "delete" ? undefined : {};
      await judge(pattern, method, operation, path, undefined, empty);
      await judge(pattern, method, operation, path, token, empty);
      const good = bodies[operation.operationId];
      if (good) await judge(pattern, method, operation, path, token, good, good === onePixel ? "image/png" : undefined);
    }
  }
  const once = (method, pattern, path, good) => judge(pattern, method, document.paths[pattern][method], path, people.operator.token, good);
  for (const body of [{}, goodBodies(people, lesson).block_account]) await once("post", "/api/v1/accounts/{id}/block", `/api/v1/accounts/${people.learner.id}/block`, body);
  await once("delete", "/api/v1/accounts/{id}/block", `/api/v1/accounts/${people.learner.id}/block`);
  await judge("/api/v1/lessons/{id}/stop", "post", document.paths["/api/v1/lessons/{id}/stop"].post, `/api/v1/lessons/${lesson.id}/stop`, lecturer.token, {});
  await judge("/api/v1/lessons/{id}", "delete", document.paths["/api/v1/lessons/{id}"].delete, `/api/v1/lessons/${lesson.id}`, lecturer.token);
  await judge("/api/v1/sessions/current", "delete", document.paths["/api/v1/sessions/current"].delete, "/api/v1/sessions/current", people.learner.token);
  assert.deepEqual(wrong, []);
  for (const name of [...Object.keys(bodies), "site", "lessons", "lesson", "ingest", "obs_profile", "stream", "live", "account", "unblock_account", "operator_lessons", "audit", "audit_csv", "server_log", "settings", "remove_logo", "waiting", "applications", "my_application", "site_look", "site_terms", "playback", "cover", "staff", "invites", "metrics", "readyz"])
    assert.ok(succeeded.has(name), `${name} never succeeded`);
});
