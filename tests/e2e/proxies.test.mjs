// Caddy and nginx in front, with the settings that we ship: HTTP/2, rooms, pictures without a pause, uploads, addresses, tokens.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { request as send } from "node:https";
import { connect } from "node:http2";
import { join } from "node:path";
import { openBrowser, tab, videoState } from "../harness/browser.mjs";
import { trustAnybody } from "../harness/certificate.mjs";
import { publish } from "../harness/encoder.mjs";
import { call, liveLesson, person, playback } from "../harness/people.mjs";
import { openPaths } from "../harness/process.mjs";
import { freePort, proxies, startProxy } from "../harness/proxy.mjs";
import { joinRoom } from "../harness/room.mjs";
import { pause, scenario, until } from "../harness/scenario.mjs";
import { command, dataFolder, startServer } from "../harness/server.mjs";
import { aac, beginUpload, film, h264, openHttp2, sendPieceOverHttp2, settled, uploadedLesson, whereItStands } from "../harness/tus.mjs";

// A server that believes its proxy, and the same seen through the proxy.
async function behind(t, kind) {
  trustAnybody(t);
  const data = dataFolder(t), [port, http] = [await freePort(), await freePort()];
  const flags = ["--http-public-url", `https://localhost:${port}`, "--http-trust-proxy", "true"];
  const options = { data, http: `127.0.0.1:${http}`, flags };
  const server = await startServer(t, options);
  const proxy = await startProxy(t, kind, join(dataFolder(t), kind), { port, to: options.http });
  return { server, proxy, seen: { ...server, http: proxy.url }, startAgain: () => startServer(t, options) };
}

// One HTTP/2 connection → ask(path, headers): {status, text, at: [moments when bytes came]}.
function connection(t, url) {
  const session = connect(url);
  session.on("error", () => {});
  t.defer(() => session.destroy());
  const ask = (path, { seconds = 10, headers = {} } = {}) => new Promise((done, failed) => {
    const stream = session.request({ ":path": path, ...headers });
    const answer = { status: 0, headers: {}, bytes: [], at: [] };
    const finish = () => done({ ...answer, text: Buffer.concat(answer.bytes).toString("latin1") });
    setTimeout(() => { stream.close(); finish(); }, seconds * 1000).unref();
    stream.on("response", (found) => { answer.headers = found; answer.status = found[":status"]; });
    stream.on("data", (bytes) => { answer.bytes.push(bytes); answer.at.push(Date.now()); });
    stream.on("end", finish);
    stream.on("error", failed);
  });
  return { session, ask };
}

const pathOf = (url) => new URL(url).pathname;
const sequence = (text) => Number(text.match(/#EXT-X-MEDIA-SEQUENCE:(\d+)/)?.[1] ?? NaN);

for (const kind of proxies) await scenario(`behind ${kind}: HTTP/2, awaited parts, FLV as it comes, ranges, rooms, Secure cookies`, async (t) => {
  const { server, seen } = await behind(t, kind);
  const { lecturer, lesson, url } = await liveLesson(server);
  publish(t, url);
  const learner = await person(server);
  const signedIn = await call(seen, "POST", "/api/v1/sessions", { body: { login: learner.login, password: learner.password } });
  assert.match(signedIn.headers.get("set-cookie"), /; Secure/);
  const places = await playback(seen, lesson, learner.token);
  const { session, ask } = connection(t, seen.http);
  const video = pathOf(new URL("video.m3u8", places.hls));
  const list = await until("segments", async () => { const { text } = await ask(video); return /#EXTINF/.test(text) && text; }, { seconds: 20 });
  assert.equal(session.alpnProtocol, "h2");

  // Twelve awaited parts, one after the other, beside a stream without an end on the same connection.
  const flv = ask(pathOf(places.flv), { seconds: 3 });
  const lengths = [...list.matchAll(/#EXTINF/g)].length;
  for (let i = 0, next = sequence(list) + lengths; i < 2; i++, next++) {
    const { status, text } = await ask(`${video}?_HLS_msn=${next}&_HLS_part=0`);
    assert.equal(status, 200);
    assert.ok(sequence(text) + [...text.matchAll(/#EXTINF/g)].length >= next, "the answer came before its part");
  }
  const { status, at } = await flv;
  assert.equal(status, 200);
  const gaps = at.slice(1).map((moment, i) => moment - at[i]);
  assert.ok(at.length > 10 && Math.max(...gaps) < 900, `FLV came in ${at.length} pieces, up to ${Math.max(...gaps)} ms apart`);

  const file = pathOf(new URL("1-video.mp4", places.replay));
  const part = await ask(file, { headers: { range: "bytes=4-7" } });
  assert.deepEqual([part.status, part.text], [206, "ftyp"]);

  const room = await joinRoom(t, seen, lesson, learner.token);
  const staff = await joinRoom(t, server, lesson, lecturer.token);
  assert.ok((await room.say("through the proxy")).ok);
  await until("the comment", () => staff.texts().includes("through the proxy"));
  const doctor = await command(["doctor", "--json", "--only", "proxy", "--data", server.data, "--http-public-url", seen.http]);
  assert.match(JSON.parse(doctor.out).checks[0].found.en, /HTTP\/2 is offered/, doctor.out);
  // A piece of the speed test, the largest thing that is sent at once.
  const piece = await call(seen, "POST", `/api/v1/lessons/${lesson.id}/check/speed`, { token: lecturer.token, body: new Uint8Array(1 << 20) });
  assert.equal(piece.status, 204, piece.text);
});

// → status, asked from another address of this machine.
const askedFrom = (localAddress, url, options = {}) => new Promise((done, failed) => {
  const request = send(url, { localAddress, ...options }, (answer) => { answer.resume(); done(answer.statusCode); });
  request.on("error", failed);
  request.end(options.body);
});

for (const kind of proxies) await scenario(`behind ${kind}: each client counts by its own address, metrics stay here, no token gets into a log`, async (t) => {
  const { server, proxy, seen } = await behind(t, kind);
  const { lecturer, lesson } = await liveLesson(server);
  const guess = (from, i) => {
    const body = JSON.stringify({ login: `nobody-${i}`, password: "a wrong password" });
    return askedFrom(from, `${seen.http}/api/v1/sessions`, { method: "POST", body, headers: { "content-type": "application/json", "content-length": body.length } });
  };
  let refused = 0;
  for (let i = 0; i < 40 && refused !== 429; i++) refused = await guess("127.0.0.2", i);
  assert.equal(refused, 429, "guessing from one address was not slowed down");
  assert.equal(await guess("127.0.0.3", 99), 401, "another address was slowed down with it");
  // X-Forwarded-For is the proxy's to say, not the client's.
  assert.equal(await askedFrom("127.0.0.2", `${seen.http}/metrics`, { headers: { "x-forwarded-for": "127.0.0.1" } }), 403);
  assert.equal(await askedFrom("127.0.0.1", `${seen.http}/metrics`), 200);

  const { hls } = await playback(seen, lesson, lecturer.token);
  const token = pathOf(hls).split("/")[2], ask = async (path) => (await fetch(`${seen.http}${path}`).catch(() => null))?.status;
  const secrets = [`/hls/${token}/${lesson.id}/index.m3u8`, `/flv/${token}/${lesson.id}.flv`, `/setup?token=${token}`];
  await ask(secrets[2]);
  await server.stop();
  for (const path of secrets) await Promise.race([ask(path), pause(1000)]);
  assert.ok(!proxy.logs().includes(token), "a token is in the proxy's log");
  const doctor = await command(["doctor", "--json", "--only", "proxy", "--data", server.data, "--http-public-url", seen.http]);
  assert.match(JSON.parse(doctor.out).checks[0].found.en, /Not known/, "what a proxy says of a server that is gone is taken for the server");
});

for (const kind of proxies) await scenario(`behind ${kind}: an upload whose connection is cut goes on, and the proxy stores none of it`, async (t) => {
  const { server, proxy, seen } = await behind(t, kind);
  const folder = dataFolder(t), { lecturer, lesson } = await uploadedLesson(server), { token } = lecturer;
  const path = film(folder, "a.mp4", ["-vf", "noise=alls=40:allf=t", ...h264, "-b:v", "10M", "-maxrate", "10M", "-bufsize", "10M", ...aac], { size: "1280x720" });
  const bytes = readFileSync(path), piece = 4 << 20;
  assert.ok(bytes.length > piece, `${bytes.length} bytes`);
  const url = (await beginUpload(seen, lesson, token, bytes.length)).headers.get("location");
  const stored = () => openPaths(proxy.pid).filter((open) => open.startsWith(proxy.folder) && !/\.log$/.test(open));

  let held;
  await sendPieceOverHttp2(openHttp2(t, seen.http), url, token, 0, bytes.subarray(0, piece), {
    part: piece / 2, beforeTheCut: async () => { await pause(500); held = stored(); }, // nothing tells of what does not happen
  });
  assert.deepEqual(held, [], "the proxy keeps what it should hand on");
  const stands = await whereItStands(seen, url, token);
  assert.deepEqual([stands.status, stands.offset], [200, 0], "half a piece counts for nothing");
  const session = openHttp2(t, seen.http);
  for (let at = 0; at < bytes.length; at += piece) assert.equal((await sendPieceOverHttp2(session, url, token, at, bytes.subarray(at, at + piece))).status, 204);
  const ready = await settled(seen, lesson, token);
  assert.equal(ready.upload, null, JSON.stringify(ready.upload));
  assert.ok(Math.abs(ready.replay.duration_ms - 6000) < 200, `${ready.replay.duration_ms} ms`);
});

for (const kind of proxies) await scenario(`behind ${kind}: a browser plays, and a restart of the server is a short pause`, async (t) => {
  const { server, seen, startAgain } = await behind(t, kind);
  const { lecturer, lesson, key, url } = await liveLesson(server);
  publish(t, url);
  const page = await tab(t, await openBrowser(t), { name: `behind ${kind}`, trust: true });
  await page.goto(`${seen.http}/lessons/${lesson.id}`);
  await until("a picture", async () => (await videoState(page)).width > 0, { seconds: 20 });
  const protocols = await page.evaluate(() => performance.getEntriesByType("resource").filter(({ name }) => name.includes(".m3u8")).map(({ nextHopProtocol }) => nextHopProtocol));
  assert.ok(protocols.length > 0 && protocols.every((each) => each === "h2" || each === "h3"), protocols.join());
  const room = await joinRoom(t, seen, lesson, lecturer.token);

  await server.stop();
  const second = await startAgain();
  publish(t, `rtmp://${second.rtmp}/live/${key}`);
  assert.equal((await room.closed).code, 4500);
  const again = await joinRoom(t, { ...second, http: seen.http }, lesson, lecturer.token, { epoch: room.hello.epoch, after: room.upto });
  assert.ok(again.hello.resumed);
  const before = await videoState(page);
  await until("the picture moves again", async () => { const now = await videoState(page); return now.time > before.time + 3 && now.sum !== before.sum; }, { seconds: 40 });
});
