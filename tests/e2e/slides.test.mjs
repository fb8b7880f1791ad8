// Slides and handouts as clients of the contract see them.
import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pdf } from "../harness/pdf.mjs";
import { call, liveLesson, person } from "../harness/people.mjs";
import { joinRoom } from "../harness/room.mjs";
import { checkFrames } from "../harness/room_schema.mjs";
import { scenario, until } from "../harness/scenario.mjs";
import { dataFolder, startServer } from "../harness/server.mjs";

const at = (lesson, rest = "") => `/api/v1/lessons/${lesson.id}/documents${rest}`;
const begin = (server, lesson, token, body) => call(server, "POST", at(lesson), { token, body: { purpose: "slides", name: "课件.pdf", ...body } });
const send = (server, lesson, token, number, offset, body) =>
  call(server, "PATCH", at(lesson, `/${number}`), { token, body, headers: { "upload-offset": String(offset), "content-type": "application/offset+octet-stream" } });

// Uploads a file and waits until it is ready, or refused.
async function upload(server, lesson, token, file, purpose = "slides") {
  const { number } = (await begin(server, lesson, token, { purpose, bytes: file.length })).body;
  assert.equal((await send(server, lesson, token, number, 0, file)).status, 200);
  return until("it is looked at", async () => {
    const { body } = await call(server, "GET", at(lesson, `/${number}`), { token });
    return (body.state === "ready" || body.state === "refused") && body;
  }, { seconds: 30 });
}

await scenario("slides: drawn in a sandbox, turned by staff for everybody, seen by who comes late and after kill -9", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson } = await liveLesson(server);
  const learner = await person(server, null, "小明");
  const staff = await joinRoom(t, server, lesson, lecturer.token), room = await joinRoom(t, server, lesson, learner.token);
  const { number, pages, state } = await upload(server, lesson, lecturer.token, pdf(3));
  assert.deepEqual([state, pages], ["ready", 3]);

  assert.equal((await room.ask({ do: "slide", document: number, page: 1 })).err.code, "not_allowed");
  for (const [document, page] of [[number, 0], [number, 4], [number + 1, 1]])
    assert.equal((await staff.ask({ do: "slide", document, page })).err.code, "slide_missing");
  assert.ok((await staff.ask({ do: "slide", document: number, page: 2 })).ok);
  await until("it at a learner's", () => room.events.some(({ type, page, pages: all }) => type === "slide" && page === 2 && all === 3));
  const picture = await fetch(server.http + at(lesson, `/${number}/pages/2`));
  assert.deepEqual([picture.status, picture.headers.get("content-type")], [200, "image/jpeg"]);
  assert.match(picture.headers.get("cache-control"), /private/);
  assert.deepEqual([...new Uint8Array(await picture.arrayBuffer()).slice(0, 2)], [0xff, 0xd8]);
  assert.equal((await call(server, "GET", at(lesson, `/${number}/pages/4`), { token: learner.token })).status, 404);
  assert.equal((await call(server, "GET", at(lesson, `/${number}/file`), { token: learner.token })).status, 404, "slides are not for download");

  await server.kill();
  const again = await startServer(t, { data: server.data });
  const late = await joinRoom(t, again, lesson, learner.token);
  assert.deepEqual(late.hello.state.slides, { document: number, pages: 3, page: 2 });
  const back = await joinRoom(t, again, lesson, lecturer.token);
  assert.ok((await back.ask({ do: "slide", document: number, page: 3 })).ok);
  assert.ok((await back.ask({ do: "slides_off" })).ok);
  await until("they are put away", () => late.events.some(({ type }) => type === "slides_off"));
  await lecturer.api("GET", `/lessons/${lesson.id}`).catch(() => null);
  await call(again, "POST", `/api/v1/lessons/${lesson.id}/stop`, { token: lecturer.token });
  assert.equal((await back.ask({ do: "slide", document: number, page: 1 })).err.code, "room_over");
  const record = await call(again, "GET", `/api/v1/lessons/${lesson.id}/record`, { token: learner.token });
  assert.deepEqual(record.body.items.filter(({ type }) => /^slide/.test(type)).map(({ type, page }) => [type, page]), [["slide", 2], ["slide", 3], ["slides_off", undefined]]);
  checkFrames(staff, room, late, back);
}, { seconds: 120 });

await scenario("hostile files lose only themselves, and say what is wrong with them", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson } = await liveLesson(server);
  const { token } = lecturer, good = pdf(2);
  const code = async (file, purpose) => (await upload(server, lesson, token, file, purpose)).problem?.code ?? "ready";
  assert.equal(await code(good.subarray(0, good.length / 3)), "document_unreadable");
  assert.equal(await code(Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.alloc(200_000, 0xfe)])), "document_unreadable");
  assert.equal(await code(Buffer.from("<script>alert(1)</script>")), "document_no_pdf");
  assert.equal(await code(Buffer.from("<script>alert(1)</script>"), "handout"), "document_no_pdf");
  assert.equal(await code(pdf(10_000)), "document_too_many_pages");
  assert.equal(await code(good), "ready", "the next one is drawn all the same");

  assert.equal((await begin(server, lesson, token, { bytes: 100_000_001 })).body.code, "upload_too_large");
  assert.equal((await begin(server, lesson, token, { bytes: 0 })).body.code, "upload_empty");
  assert.equal((await begin(server, lesson, token, { bytes: 5, purpose: "film" })).status, 422);
  const { number } = (await begin(server, lesson, token, { bytes: 10 })).body;
  assert.equal((await send(server, lesson, token, number, 0, Buffer.alloc(11))).body.code, "upload_beyond_end");
  assert.equal((await send(server, lesson, token, number, 5, Buffer.alloc(5))).body.code, "upload_offset");
  assert.equal((await send(server, lesson, token, number, 0, Buffer.alloc(4 * 1024 * 1024 + 1))).status, 413);
  const learner = await person(server);
  assert.equal((await begin(server, lesson, learner.token, { bytes: 10 })).status, 403);
  assert.equal((await send(server, lesson, learner.token, number, 0, Buffer.alloc(10))).status, 403);
  assert.equal((await call(server, "DELETE", at(lesson, `/${number}`), { token: learner.token })).status, 403);
  for (let more = 7; more < 20; more++) await begin(server, lesson, token, { bytes: 10 });
  assert.equal((await begin(server, lesson, token, { bytes: 10 })).body.code, "too_many_documents");
}, { seconds: 120 });

await scenario("handouts: for those who may watch, in ranges, in the backup, and gone with the lesson", async (t) => {
  const data = dataFolder(t);
  const server = await startServer(t, { data });
  const { lecturer, lesson } = await liveLesson(server, { start: false, access: { kind: "password", password: "open sesame" } });
  const learner = await person(server, null, "小明"), stranger = await person(server);
  const file = pdf(2), { number } = await upload(server, lesson, lecturer.token, file, "handout");
  await learner.api("POST", `/lessons/${lesson.id}/access`, { password: "open sesame" });
  const path = at(lesson, `/${number}/file`);
  const whole = await fetch(server.http + path, { headers: { authorization: `Bearer ${learner.token}` } });
  assert.ok(Buffer.from(await whole.arrayBuffer()).equals(file));
  assert.match(whole.headers.get("content-disposition"), /^attachment; .*%E8%AF%BE%E4%BB%B6\.pdf$/);
  const range = await fetch(server.http + path, { headers: { authorization: `Bearer ${learner.token}`, range: "bytes=1-3" } });
  assert.deepEqual([range.status, await range.text()], [206, "PDF"]);
  for (const [token, status] of [[stranger.token, 403], [undefined, 401]]) {
    assert.equal((await call(server, "GET", path, { token })).status, status);
    assert.equal((await call(server, "GET", at(lesson), { token })).status, status);
  }
  assert.equal((await call(server, "GET", at(lesson), { token: learner.token })).body.items.length, 1);

  const backup = join(data, "..", `slides-${process.pid}.tar`);
  t.defer(async () => (await import("node:fs")).rmSync(backup, { force: true }));
  const { execFileSync } = await import("node:child_process");
  const { lyceum } = await import("../harness/server.mjs");
  execFileSync(lyceum, ["backup", backup, "--data", data], { stdio: "pipe" });
  assert.match(execFileSync("tar", ["tf", backup]).toString(), new RegExp(`media/documents/${lesson.id}/${number}/file.pdf`));

  const folder = join(data, "media", "documents", lesson.id);
  assert.ok(readdirSync(folder).length === 1);
  await lecturer.api("DELETE", `/lessons/${lesson.id}`);
  await until("nothing is left of it", () => !existsSync(folder));
}, { seconds: 90 });
