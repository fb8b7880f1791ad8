// Presentations: turned into PDFs by LibreOffice in a sandbox, or refused with words.
import assert from "node:assert/strict";
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bomb, hasOffice, linking, presentation } from "../harness/office.mjs";
import { pdf } from "../harness/pdf.mjs";
import { call, liveLesson, person } from "../harness/people.mjs";
import { joinRoom } from "../harness/room.mjs";
import { scenario, until } from "../harness/scenario.mjs";
import { dataFolder, startServer } from "../harness/server.mjs";

const at = (lesson, rest = "") => `/api/v1/lessons/${lesson.id}/documents${rest}`;
const folders = () => readdirSync(tmpdir()).filter((name) => name.startsWith("lyceum-office."));

async function give(server, lesson, token, file, { purpose = "slides", name = "第一课.pptx" } = {}) {
  const begun = await call(server, "POST", at(lesson), { token, body: { purpose, name, bytes: file.length } });
  assert.equal(begun.status, 201);
  const { number } = begun.body;
  for (let offset = 0; offset < file.length; offset += 4_000_000)
    await call(server, "PATCH", at(lesson, `/${number}`), { token, body: file.subarray(offset, offset + 4_000_000), headers: { "upload-offset": String(offset), "content-type": "application/offset+octet-stream" } });
  return number;
}
const look = async (server, lesson, token, number) => (await call(server, "GET", at(lesson, `/${number}`), { token })).body;
const decided = (server, lesson, token, number) => until("it is decided", async () => {
  const now = await look(server, lesson, token, number);
  return /ready|refused/.test(now.state) && now;
}, { seconds: 60 });
// A program where LibreOffice would be.
function instead(t, script) {
  const folder = join(dataFolder(t), "office", "program");
  mkdirSync(folder, { recursive: true });
  for (let up = folder; up !== tmpdir() && up !== "/"; up = join(up, "..")) chmodSync(up, 0o755);
  const program = join(folder, "soffice.bin");
  writeFileSync(program, `#!/bin/sh\n${script}\n`);
  chmodSync(program, 0o755);
  return program;
}

if (hasOffice) await scenario("presentations: PPTX, PPT and ODP become slides in the room and PDFs to take away", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson } = await liveLesson(server);
  const { token } = lecturer, learner = await person(server, null, "小明");
  assert.equal((await call(server, "GET", at(lesson), { token })).body.presentations, true);
  const staff = await joinRoom(t, server, lesson, token), room = await joinRoom(t, server, lesson, learner.token);
  for (const [kind, texts] of [["pptx", ["讲堂", "two", "three"]], ["ppt", ["one", "two"]], ["odp", ["one"]]]) {
    const number = await give(server, lesson, token, presentation(kind, texts), { name: `课件.${kind}` });
    const { state, pages, bytes, received } = await decided(server, lesson, token, number);
    assert.deepEqual([state, pages], ["ready", texts.length], kind);
    assert.equal(bytes, received, "of the PDF");
    assert.ok((await staff.ask({ do: "slide", document: number, page: texts.length })).ok);
    await until("it at a learner's", () => room.events.some((event) => event.type === "slide" && event.document === number));
    const page = await fetch(server.http + at(lesson, `/${number}/pages/${texts.length}`));
    assert.deepEqual([...new Uint8Array(await page.arrayBuffer()).slice(0, 2)], [0xff, 0xd8]);
  }
  const handout = await give(server, lesson, token, presentation("pptx", ["to take away"]), { purpose: "handout", name: "讲义.pptx" });
  const { bytes } = await decided(server, lesson, token, handout);
  const file = await fetch(server.http + at(lesson, `/${handout}/file`), { headers: { authorization: `Bearer ${learner.token}` } });
  assert.match(file.headers.get("content-disposition"), /%E8%AE%B2%E4%B9%89\.pdf$/, "a PDF in name, too");
  const taken = Buffer.from(await file.arrayBuffer());
  assert.equal(taken.length, bytes);
  assert.equal(taken.subarray(0, 5).toString(), "%PDF-");
  assert.deepEqual(folders(), [], "nothing is left of the work");
}, { seconds: 120 });
else console.log("skipped: presentations by LibreOffice, which is not installed (libreoffice-impress-nogui)");

if (hasOffice) await scenario("hostile presentations lose only themselves, and reach nobody", async (t) => {
  const server = await startServer(t, { env: { LYCEUM_SLIDES_OFFICE_S: "15" } });
  const { lecturer, lesson } = await liveLesson(server);
  const { token } = lecturer, good = presentation("pptx", ["good"]);
  let callers = 0;
  const listener = createServer((socket) => { callers += 1; socket.destroy(); });
  await new Promise((done) => listener.listen(0, "127.0.0.1", done));
  t.defer(() => listener.close());
  const code = async (file) => (await decided(server, lesson, token, await give(server, lesson, token, file))).problem?.code ?? "ready";
  assert.equal(await code(Buffer.from("PK\x03\x04 ppt/slides", "latin1")), "document_unconvertible");
  assert.equal(await code(good.subarray(0, good.length / 2)), "document_unconvertible");
  assert.equal(await code(linking(`http://127.0.0.1:${listener.address().port}/picture.png`)), "ready");
  assert.equal(callers, 0, "a link is not followed");
  assert.equal(await code(linking("file:///etc/passwd")), "ready", "without the picture");
  assert.match(await code(bomb(200)), /^document_(conversion_costly|unconvertible)$/);
  assert.equal(await code(good), "ready", "the next one is converted all the same");
  assert.deepEqual(folders(), []);
}, { seconds: 180 });

await scenario("a presentation that hangs is given up, shown meanwhile, and goes on after kill -9", async (t) => {
  const env = { LYCEUM_SLIDES_OFFICE: instead(t, "exec sleep 1000"), LYCEUM_SLIDES_OFFICE_S: "600" };
  const server = await startServer(t, { env });
  const { lecturer, lesson } = await liveLesson(server);
  const { token } = lecturer, file = Buffer.from("PK\x03\x04 ppt/slides", "latin1");
  const number = await give(server, lesson, token, file);
  await until("it is converted", async () => (await look(server, lesson, token, number)).state === "converting" && folders().length > 0);
  const behind = await give(server, lesson, token, pdf(2));
  await server.kill();
  const again = await startServer(t, { data: server.data, env: { ...env, LYCEUM_SLIDES_OFFICE_S: "1" } });
  assert.equal((await decided(again, lesson, token, number)).problem.code, "document_conversion_costly");
  assert.equal((await decided(again, lesson, token, behind)).state, "ready", "the next in the line");
  assert.deepEqual(folders(), [], "what the killed one left is gone, too");
}, { seconds: 90 });

await scenario("without LibreOffice a presentation is refused with what to do; one with a password, too", async (t) => {
  const server = await startServer(t, { env: { LYCEUM_SLIDES_OFFICE: "" } });
  const { lecturer, lesson } = await liveLesson(server);
  const { token } = lecturer;
  assert.equal((await call(server, "GET", at(lesson), { token })).body.presentations, false);
  for (const purpose of ["slides", "handout"]) {
    const number = await give(server, lesson, token, Buffer.from("PK\x03\x04 ppt/slides", "latin1"), { purpose });
    assert.equal((await decided(server, lesson, token, number)).problem.code, "document_powerpoint");
  }
  const other = await startServer(t, { env: { LYCEUM_SLIDES_OFFICE: instead(t, "exit 0") } });
  const class_ = await liveLesson(other);
  const locked = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.alloc(5000), Buffer.from("EncryptedPackage", "utf16le")]);
  const refused = await decided(other, class_.lesson, class_.lecturer.token, await give(other, class_.lesson, class_.lecturer.token, locked));
  assert.equal(refused.problem.code, "document_locked");
});
