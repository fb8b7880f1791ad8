// The operator's pages behind the glass: a class is cut, an encoder sent away, an account blocked, and how fast that reaches
// those who watch.
import assert from "node:assert/strict";
import { publish } from "../harness/encoder.mjs";
import { watchFlv } from "../harness/flv.mjs";
import { call, liveLesson, person, playback } from "../harness/people.mjs";
import { joinRoom } from "../harness/room.mjs";
import { pause, scenario, until } from "../harness/scenario.mjs";
import { startServer } from "../harness/server.mjs";

const limitMs = 1000;

// A player of HLS without a picture: asks for its playlist again and again until it is refused → {refused: {at, status, code}}.
async function watchHls(index) {
  const master = await (await fetch(index)).text();
  const url = new URL(master.split("\n").find((line) => line && !line.startsWith("#")), index).href;
  assert.equal((await fetch(url)).status, 200);
  let going = true;
  const refused = (async () => {
    while (going) {
      const answer = await fetch(url);
      const text = await answer.text();
      if (answer.status !== 200) return { at: performance.now(), status: answer.status, code: JSON.parse(text).code };
      await pause(50);
    }
  })();
  return { refused, stop: () => { going = false; } };
}

const closed = async (flv) => { await until("the FLV player is hung up on", () => !flv.open(), { every: 5 }); return performance.now(); };

// Everybody who watches a live class in every way.
async function audience(t, server, lesson, learner) {
  const places = await until("a stream to watch", async () => {
    const found = await playback(server, lesson, learner.token);
    return (await fetch(found.hls)).ok && found;
  });
  const hls = await until("a playlist", () => watchHls(places.hls).catch(() => null));
  t.defer(hls.stop);
  const flv = await watchFlv(t, places.flv);
  await until("the first bytes of FLV", () => flv.length() > 10_000);
  const room = await joinRoom(t, server, lesson, learner.token);
  return { places, hls, flv, room };
}

await scenario("a cut reaches every viewer of HLS, FLV and room within a second, and says why", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson, url } = await liveLesson(server);
  const operator = await person(server, "operator"), learner = await person(server);
  const encoder = publish(t, url);
  const { places, hls, flv, room } = await audience(t, server, lesson, learner);
  const nobody = await joinRoom(t, server, lesson);
  const heard = Promise.all([room, nobody].map(async (one) => {
    const event = await until("the room reads it", () => one.events.find(({ type, why }) => type === "lesson" && why), { every: 5 });
    assert.deepEqual([event.state, event.why], ["ended", "Unlawful picture"]);
    return performance.now();
  }));
  const began = performance.now();
  const hung = closed(flv);
  await operator.api("POST", `/operator/lessons/${lesson.id}/cut`, { words: "Unlawful picture" });
  const [refused, flvAt, roomAt] = await Promise.all([hls.refused, hung, heard]);
  const took = { hls: refused.at - began, flv: flvAt - began, room: Math.max(...roomAt) - began };
  console.log(`  cut: HLS refused after ${took.hls.toFixed(0)} ms, FLV after ${took.flv.toFixed(0)} ms, room told after ${took.room.toFixed(0)} ms`);
  for (const [way, ms] of Object.entries(took)) assert.ok(ms < limitMs, `${way} took ${ms.toFixed(0)} ms`);
  assert.deepEqual([refused.status, refused.code], [403, "class_cut"]);

  await encoder.ended;
  assert.match(encoder.log(), /Unlawful picture/);
  const again = await publish(t, url).ended;
  assert.match(again.log, /ended this class\. Unlawful picture/);
  // What was recorded is shut for everybody but operators, and the page says why.
  const stranger = await call(server, "GET", `/api/v1/lessons/${lesson.id}/playback`, { token: learner.token });
  assert.deepEqual([stranger.status, stranger.body.code], [403, "class_cut"]);
  assert.equal((await call(server, "GET", `/api/v1/lessons/${lesson.id}/replay`, { token: lecturer.token })).body.code, "class_cut");
  assert.equal((await fetch(places.hls.replace("/hls/", "/replay/"))).status, 403);
  assert.equal((await learner.api("GET", `/lessons/${lesson.id}`)).cut.why, "Unlawful picture");
  assert.ok((await operator.api("GET", `/lessons/${lesson.id}/playback`)).hls);
  await operator.api("DELETE", `/operator/lessons/${lesson.id}/cut`);
  assert.ok((await learner.api("GET", `/lessons/${lesson.id}/playback`)).hls);
  const { items } = await operator.api("GET", `/operator/audit?kind=lesson.`);
  assert.deepEqual(items.map(({ action }) => action), ["lesson.uncut", "lesson.cut"]);
  assert.deepEqual([items[1].by.id, items[1].subject, items[1].address, items[1].detail], [operator.id, lesson.id, "127.0.0.1", "Unlawful picture"]);
});

await scenario("a blocked account is out of everything within a second, and its own class is cut", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson, url } = await liveLesson(server);
  const operator = await person(server, "operator"), learner = await person(server), other = await person(server);
  publish(t, url);
  const { hls, flv, room } = await audience(t, server, lesson, learner);
  const untouched = await watchFlv(t, (await playback(server, lesson, other.token)).flv);
  const began = performance.now();
  const hung = closed(flv), left = room.closed.then(({ code }) => { assert.equal(code, 4003); return performance.now(); });
  await operator.api("POST", `/accounts/${learner.id}/block`, { why: "Insults" });
  const [refused, flvAt, roomAt] = await Promise.all([hls.refused, hung, left]);
  const took = { hls: refused.at - began, flv: flvAt - began, room: roomAt - began };
  console.log(`  block: HLS refused after ${took.hls.toFixed(0)} ms, FLV after ${took.flv.toFixed(0)} ms, room left after ${took.room.toFixed(0)} ms`);
  for (const [way, ms] of Object.entries(took)) assert.ok(ms < limitMs, `${way} took ${ms.toFixed(0)} ms`);
  assert.deepEqual([refused.status, refused.code], [403, "blocked"]);
  assert.ok(untouched.open(), "another viewer was hung up on");
  assert.equal((await call(server, "GET", "/api/v1/me", { token: learner.token })).status, 401);
  const door = await call(server, "POST", "/api/v1/sessions", { body: { login: learner.login, password: learner.password } });
  assert.deepEqual([door.status, door.body.code, door.body.detail], [403, "blocked", "Insults"]);

  const watched = await joinRoom(t, server, lesson, other.token);
  await operator.api("POST", `/accounts/${lecturer.id}/block`, { why: "Fraud" });
  await until("the class of a blocked lecturer is cut", () => watched.events.some(({ why }) => why === "Fraud"));
  await operator.api("DELETE", `/accounts/${learner.id}/block`);
  assert.equal((await call(server, "POST", "/api/v1/sessions", { body: { login: learner.login, password: learner.password } })).status, 200);
});

await scenario("a kicked encoder is told, and comes back with the new key only; the class waits", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson, url, key } = await liveLesson(server);
  const operator = await person(server, "operator");
  const stream = () => lecturer.api("GET", `/lessons/${lesson.id}/stream`);
  const encoder = publish(t, url);
  await until("the stream", async () => (await stream()).publishing);
  const wall = await operator.api("GET", "/operator/live");
  assert.deepEqual(wall.items.map(({ lesson: { id }, publishing }) => [id, publishing]), [[lesson.id, true]]);
  await operator.api("POST", `/operator/lessons/${lesson.id}/kick`, { words: "Test picture, please" });
  await encoder.ended;
  assert.match(encoder.log(), /Test picture, please/);
  assert.match((await publish(t, url).ended).log, /stream key is wrong/);
  const now = await stream();
  assert.deepEqual([now.publishing, now.kicked.words], [false, "Test picture, please"]);
  assert.equal((await lecturer.api("GET", `/lessons/${lesson.id}`)).state, "live");
  const fresh = (await lecturer.api("GET", `/lessons/${lesson.id}/ingest`)).key;
  assert.notEqual(fresh, key);
  publish(t, url.replace(key, fresh));
  await until("it is back", async () => { const { publishing, kicked } = await stream(); return publishing && kicked === null; });
  const again = await call(server, "POST", `/api/v1/operator/lessons/${lesson.id}/kick`, { token: operator.token, body: { words: "" } });
  assert.deepEqual([again.status, again.body.code], [422, "words_invalid"]);
});

await scenario("an announcement stands in the room, also for those who come later, until it is taken away", async (t) => {
  const server = await startServer(t);
  const { lesson } = await liveLesson(server);
  const operator = await person(server, "operator");
  const first = await joinRoom(t, server, lesson);
  await operator.api("POST", `/operator/lessons/${lesson.id}/announcement`, { words: "The site is down tonight at 23:00" });
  await until("it is read", () => first.events.some(({ type, text }) => type === "announced" && text.startsWith("The site")));
  assert.equal((await joinRoom(t, server, lesson)).hello.state.announcement, "The site is down tonight at 23:00");
  await operator.api("POST", `/operator/lessons/${lesson.id}/announcement`, { words: "" });
  assert.equal((await joinRoom(t, server, lesson)).hello.state.announcement, undefined);
});

await scenario("the operator's calls are for operators only", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson } = await liveLesson(server);
  const learner = await person(server);
  const document = (await call(server, "GET", "/api/v1/openapi.json")).body;
  let asked = 0;
  for (const [pattern, methods] of Object.entries(document.paths))
    for (const [method, { tags }] of Object.entries(methods)) {
      if (!tags.includes("operator")) continue;
      const path = pattern.replace("{id}", pattern.includes("/accounts/") ? learner.id : lesson.id);
      const body = method === "get" || method === "delete" ? undefined : {};
      for (const [who, token, status] of [["nobody", undefined, 401], ["a learner", learner.token, 403], ["a lecturer", lecturer.token, 403]]) {
        const answer = await call(server, method.toUpperCase(), path, { token, body });
        assert.equal(answer.status, status, `${method} ${pattern} as ${who}: ${answer.text}`);
      }
      asked++;
    }
  assert.ok(asked > 8, `only ${asked} calls`);
});

await scenario("the audit log is searched and exported, and the server's log is read without a secret in it", async (t) => {
  const server = await startServer(t);
  const operator = await person(server, "operator"), learner = await person(server, null, "=cmd()");
  await call(server, "POST", "/api/v1/sessions", { body: { login: learner.login, password: "wrong password" } });
  await call(server, "POST", "/api/v1/sessions", { body: { login: "no such person", password: "my secret" } });
  await operator.api("PATCH", `/accounts/${learner.id}`, { lecturer: true });
  const of = (query) => operator.api("GET", `/operator/audit?${query}`).then(({ items }) => items.map(({ action }) => action));
  assert.deepEqual(await of(`person=${learner.id}`), ["account.flags", "account.sign_in_failed", "account.sign_in"]);
  assert.deepEqual(await of("kind=account.sign_in_failed"), ["account.sign_in_failed", "account.sign_in_failed"]);
  assert.deepEqual(await of("until=2020-01-01T00:00:00Z"), []);
  const table = await call(server, "GET", "/api/v1/operator/audit.csv?kind=account.flags", { token: operator.token });
  assert.match(table.headers.get("content-type"), /text\/csv/);
  assert.equal(table.text.split("\r\n").length, 3);
  assert.match(table.text, /"'=cmd\(\)"/, "a formula would run in a spreadsheet");
  const everything = JSON.stringify(await operator.api("GET", "/operator/audit?limit=200"));
  assert.doesNotMatch(everything, /my secret|wrong password|no such person/);

  const { key, url } = await liveLesson(server);
  await publish(t, url, "audioOnly", { seconds: 1 }).ended;
  const lines = () => operator.api("GET", "/operator/log?level=info");
  const { items, newest } = await until("the encoder in the log", async () => { const found = await lines(); return found.items.some(({ text }) => text.startsWith("encoder gone")) && found; });
  assert.ok(newest >= items.at(-1).n);
  assert.doesNotMatch(JSON.stringify(items), new RegExp(`${operator.token}|${learner.token}|${key}`));
  assert.deepEqual((await operator.api("GET", `/operator/log?after=${newest}&level=error`)).items, []);
});

const refusal = async (server, method, path, { token, body }) => {
  const { status, body: answer } = await call(server, method, `/api/v1${path}`, { token, body });
  return [status, answer.code];
};

await scenario("settings count at once, in every page's head, and can be taken back", async (t) => {
  const server = await startServer(t, { env: { LYCEUM_SITE_NAME: "From the file" } });
  const operator = await person(server, "operator");
  const site = async () => (await call(server, "GET", "/api/v1/site")).body;
  const page = async () => (await call(server, "GET", "/")).text;
  assert.equal((await site()).name, "From the file");
  assert.match((await operator.api("GET", "/operator/settings")).values.name.source, /environment/);
  await operator.api("PATCH", "/operator/settings", { name: "Ming <De>", accent: "#ffe000", footer: "Be well", icp: "京ICP备12345678号" });
  assert.deepEqual([(await site()).name, (await site()).icp], ["Ming <De>", "京ICP备12345678号"]);
  assert.match(await page(), /<title>Ming &lt;De&gt;<\/title>/);
  const look = (await page()).match(/href="(\/api\/v1\/site\/look\.css\?v=\d+)"/)[1];
  const css = await call(server, "GET", look);
  assert.match(css.headers.get("content-type"), /text\/css/);
  assert.match(css.text, /:root\[data-theme='dark'\]/);
  assert.doesNotMatch(css.text, /^:root\{--accent:#ffe000/, "yellow text on paper cannot be read");
  assert.match(css.text, /dark'\]\{--accent:#ffe000/, "by night it can");
  assert.deepEqual(await refusal(server, "PATCH", "/operator/settings", { token: operator.token, body: { name: "ok", accent: "red" } }), [422, "colour_invalid"]);
  assert.deepEqual(await refusal(server, "PATCH", "/operator/settings", { token: operator.token, body: { nothing: "x" } }), [422, "no_such_setting"]);
  assert.equal((await site()).name, "Ming <De>");
  await operator.api("PATCH", "/operator/settings", { name: null });
  assert.equal((await site()).name, "From the file");

  const svg = await call(server, "PUT", "/api/v1/operator/settings/logo", { token: operator.token, body: "<svg onload='alert(1)'/>", headers: { "content-type": "image/png" } });
  assert.deepEqual([svg.status, svg.body.code], [415, "logo_type"]);
  const png = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
  const put = await call(server, "PUT", "/api/v1/operator/settings/logo", { token: operator.token, body: png, headers: { "content-type": "image/png" } });
  assert.equal(put.status, 200);
  assert.match(await page(), /<link rel="icon" href="\/api\/v1\/site\/logo\?v=\d+"/);
  assert.equal((await call(server, "GET", put.body.logo_url)).headers.get("content-type"), "image/png");

  await operator.api("PATCH", "/operator/settings", { open_registration: "false" });
  const stranger = { login: "stranger", password: "a good password", name: "New" };
  assert.deepEqual(await refusal(server, "POST", "/accounts", { body: stranger }), [403, "not_allowed"]);
  await operator.api("PATCH", "/operator/settings", { open_registration: "true", terms: "Be kind.", privacy: "We keep little." });
  const { terms_version: version } = await site();
  assert.notEqual(version, "2026-11");
  assert.deepEqual(await refusal(server, "POST", "/accounts", { body: { ...stranger, terms_version: "2026-11" } }), [422, "terms_needed"]);
  assert.equal((await call(server, "POST", "/api/v1/accounts", { body: { ...stranger, terms_version: version } })).status, 201);
  assert.deepEqual((await call(server, "GET", "/api/v1/site/terms")).body, { version, terms: "Be kind.", privacy: "We keep little." });
  await server.stop();
  const again = await startServer(t, { data: server.data });
  assert.equal((await call(again, "GET", "/api/v1/site")).body.footer, "Be well");
});

await scenario("who may teach is asked for and decided, or needs no asking", async (t) => {
  const server = await startServer(t);
  const operator = await person(server, "operator"), learner = await person(server);
  const words = { words: "I have taught painting for ten years." };
  const teach = () => call(server, "POST", "/api/v1/lessons", { token: learner.token, body: { title: "Painting" } });
  assert.deepEqual(await refusal(server, "POST", "/me/application", { token: learner.token, body: words }), [409, "applications_closed"]);
  await operator.api("PATCH", "/operator/settings", { who_teaches: "application" });
  await learner.api("POST", "/me/application", words);
  assert.deepEqual(await refusal(server, "POST", "/me/application", { token: learner.token, body: words }), [409, "application_pending"]);
  assert.deepEqual(await operator.api("GET", "/operator/waiting"), { applications: 1, lessons: 0 });
  const [waiting] = (await operator.api("GET", "/operator/applications")).items;
  assert.deepEqual([waiting.account.id, waiting.application.words], [learner.id, words.words]);
  assert.deepEqual(await refusal(server, "POST", `/operator/applications/${learner.id}/decline`, { token: operator.token, body: {} }), [422, "application_words"]);
  await operator.api("POST", `/operator/applications/${learner.id}/decline`, { answer: "Tell us more" });
  const { application } = await learner.api("GET", "/me/application");
  assert.deepEqual([application.state, application.answer, application.seen], ["declined", "Tell us more", false]);
  await learner.api("POST", "/me/application/seen");
  assert.equal((await learner.api("GET", "/me/application")).application.seen, true);
  assert.equal((await teach()).status, 403);
  await learner.api("POST", "/me/application", words);
  await operator.api("POST", `/operator/applications/${learner.id}/approve`, {});
  assert.equal((await teach()).status, 201);
  const other = await person(server);
  await operator.api("PATCH", "/operator/settings", { who_teaches: "everybody" });
  assert.equal((await call(server, "POST", "/api/v1/lessons", { token: other.token, body: { title: "Tea" } })).status, 201);
});

await scenario("a lesson is reviewed before learners know of it, and so is each change of its face", async (t) => {
  const server = await startServer(t);
  const operator = await person(server, "operator"), lecturer = await person(server, "lecturer"), learner = await person(server);
  await operator.api("PATCH", "/operator/settings", { review_lessons: "true" });
  const { id } = await lecturer.api("POST", "/lessons", { title: "Tea", description: "About tea" });
  const at = `/lessons/${id}`;
  for (const token of [undefined, learner.token]) {
    assert.deepEqual(await refusal(server, "GET", at, { token }), [404, "lesson_not_found"]);
    assert.deepEqual(await refusal(server, "GET", `${at}/playback`, { token }), [404, "lesson_not_found"]);
    assert.equal((await call(server, "GET", "/api/v1/lessons", { token })).body.items.length, 0);
  }
  assert.equal((await lecturer.api("GET", at)).review.state, "pending");
  assert.deepEqual(await refusal(server, "POST", `${at}/start`, { token: lecturer.token }), [409, "not_published"]);
  await operator.api("POST", `/operator${at}/decline`, { why: "Say more" });
  assert.deepEqual(await refusal(server, "POST", `/operator${at}/decline`, { token: operator.token, body: { why: "Again" } }), [409, "nothing_to_review"]);
  assert.equal((await lecturer.api("GET", at)).review.why, "Say more");
  await lecturer.api("PATCH", at, { description: "Three kinds of tea, brewed and told" });
  assert.deepEqual((await operator.api("GET", "/operator/lessons?waiting=1")).items.map((one) => one.id), [id]);
  await operator.api("POST", `/operator${at}/approve`);
  assert.equal((await learner.api("GET", at)).description, "Three kinds of tea, brewed and told");

  await lecturer.api("PATCH", at, { title: "Coffee" });
  const png = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
  await call(server, "PUT", `/api/v1${at}/cover`, { token: lecturer.token, body: png, headers: { "content-type": "image/png" } });
  const shown = await learner.api("GET", at);
  assert.deepEqual([shown.title, shown.cover_url, shown.review], ["Tea", null, null]);
  const { review } = await operator.api("GET", at);
  assert.equal(review.title, "Coffee");
  assert.equal((await call(server, "GET", review.cover_url, { token: operator.token })).headers.get("content-type"), "image/png");
  assert.equal((await call(server, "GET", review.cover_url, { token: learner.token })).status, 403);
  await operator.api("POST", `/operator${at}/approve`);
  const now = await learner.api("GET", at);
  assert.equal(now.title, "Coffee");
  assert.equal((await call(server, "GET", now.cover_url)).headers.get("content-type"), "image/png");
  await lecturer.api("POST", `${at}/start`);
});
