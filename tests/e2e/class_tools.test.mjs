// Announcements, reactions, offers and the outline: as clients of the contract see them, and on the pages.
import assert from "node:assert/strict";
import { openBrowser, tab } from "../harness/browser.mjs";
import { publish } from "../harness/encoder.mjs";
import { signInByHand } from "../harness/hands.mjs";
import { call, liveLesson, person } from "../harness/people.mjs";
import { joinRoom } from "../harness/room.mjs";
import { checkFrames } from "../harness/room_schema.mjs";
import { pause, scenario, until } from "../harness/scenario.mjs";
import { startServer } from "../harness/server.mjs";

const png = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
const last = (room, type) => room.events.findLast((event) => event.type === type);

await scenario("class tools: what staff announces, reacts to, shows and reaches is everybody's, counted once and whole after kill -9", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson } = await liveLesson(server);
  const people = await Promise.all(["小明", "小红"].map((name) => person(server, null, name)));
  const staff = await joinRoom(t, server, lesson, lecturer.token);
  const [ming, hong] = await Promise.all(people.map(({ token }) => joinRoom(t, server, lesson, token)));
  const nobody = await joinRoom(t, server, lesson);

  assert.equal((await ming.ask({ do: "announce", text: "hi" })).err.code, "not_allowed");
  assert.ok((await staff.ask({ do: "announce", text: " 休息到 10:30 " })).ok);
  await until("the announcement", () => last(nobody, "announced")?.text === "休息到 10:30");
  assert.equal((await staff.ask({ do: "announce", text: "x".repeat(301) })).err.code, "text_too_long");

  assert.equal((await nobody.ask({ do: "react", counts: { clap: 1 } })).err.code, "sign_in");
  assert.equal((await ming.ask({ do: "react", counts: { dance: 1 } })).err.code, "malformed");
  await Promise.all([ming.ask({ do: "react", counts: { clap: 20, party: 2 } }), hong.ask({ do: "react", counts: { clap: 3 } })]);
  await until("the totals", () => last(nobody, "reactions")?.totals.clap === 23);

  assert.ok((await staff.ask({ do: "outline", topics: ["开场", "桥为什么站得住", "提问"] })).ok);
  assert.equal((await staff.ask({ do: "outline", topics: ["a", "a"] })).err.code, "topics_invalid");
  assert.equal((await hong.ask({ do: "topic", title: "开场" })).err.code, "not_allowed");
  assert.ok((await staff.ask({ do: "topic", title: "开场" })).ok);

  const path = `/api/v1/lessons/${lesson.id}/pictures`;
  const headers = { "content-type": "image/png" };
  assert.equal((await call(server, "POST", path, { token: people[0].token, body: png, headers })).status, 403);
  assert.equal((await call(server, "POST", path, { token: lecturer.token, body: "<svg/>", headers })).body.code, "picture_type");
  const { picture } = (await call(server, "POST", path, { token: lecturer.token, body: png, headers })).body;
  const got = await fetch(`${server.http}${path}/${picture}`);
  assert.deepEqual([got.status, got.headers.get("content-type"), got.headers.get("x-content-type-options")], [200, "image/png", "nosniff"]);
  assert.equal((await call(server, "GET", `${path}/99`)).body.code, "picture_not_found");
  const content = { title: "《桥》", text: "直播价 ¥59", link: "https://shop.example/bridge", picture };
  assert.equal((await staff.ask({ do: "offer_show", content: { ...content, link: "javascript:alert(1)" } })).err.code, "offer_invalid");
  assert.ok((await staff.ask({ do: "offer_show", content })).ok);
  await until("the offer", () => last(nobody, "offer_shown"));
  const { offer } = last(nobody, "offer_shown");
  assert.equal((await nobody.ask({ do: "offer_seen", offer })).err.code, "sign_in");
  assert.equal((await staff.ask({ do: "offer_seen", offer })).err.code, "not_allowed");
  await Promise.all([ming, hong, ming].map((room) => room.ask({ do: "offer_seen", offer })));
  for (let i = 0; i < 2; i++) assert.ok((await hong.ask({ do: "offer_click", offer })).ok);
  await until("the figures", () => last(staff, "offer_count")?.clicked === 1);
  assert.equal(last(hong, "offer_count"), undefined);

  await server.kill();
  const again = await startServer(t, { data: server.data });
  const late = await joinRoom(t, again, lesson, people[0].token);
  const { state } = late.hello;
  assert.deepEqual([state.class_announcement, state.reactions.clap, state.topics.length, state.topic.title, state.offer.content], ["休息到 10:30", 23, 3, "开场", content]);
  assert.ok((await late.ask({ do: "offer_seen", offer })).ok, "counted before, and no twice");
  const back = await joinRoom(t, again, lesson, lecturer.token);
  assert.deepEqual((await back.ask({ do: "offers" })).ok.offers, [{ offer, content, seen: 2, clicked: 1 }]);
  assert.ok((await back.ask({ do: "offer_drop", offer })).ok);
  await until("it is taken away", () => last(late, "offer_hidden"));
  const record = await call(again, "GET", `/api/v1/lessons/${lesson.id}/record?limit=500`, { token: people[0].token });
  assert.doesNotMatch(record.text, /offer_reached|offer_count|offer_kept/);
  checkFrames(staff, ming, hong, nobody, late, back);
});

await scenario("class tools on the pages: outline beside the preview, offer made in the room, and all of it again in the replay", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson, url } = await liveLesson(server);
  const learner = await person(server, null, "小明");
  const encoder = publish(t, url);
  const browser = await openBrowser(t);
  const [desk, seat] = [await tab(t, browser, { name: "lecturer" }), await tab(t, browser, { name: "learner", width: 390, height: 844 })];
  await signInByHand(desk, server, lecturer);
  await signInByHand(seat, server, learner);
  await desk.goto(`${server.http}/lessons/${lesson.id}/studio`);
  await seat.goto(`${server.http}/lessons/${lesson.id}`);

  await desk.getByRole("button", { name: "Prepare it" }).click();
  await desk.getByLabel("A topic a line").fill("Welcome\nHow bridges stand\n\nQuestions");
  await desk.getByRole("button", { name: "Keep it" }).click();
  await pause(3000); // of the class, before its first topic
  await desk.getByRole("button", { name: "Begin the first topic" }).click();
  await seat.getByText("Outline 1/3").waitFor();
  await seat.locator("summary").getByText("Welcome").waitFor();

  await desk.getByRole("tab", { name: "Class tools" }).click();
  await desk.getByLabel("An announcement, above everybody’s comments").fill("Break at ten");
  await desk.getByRole("button", { name: "Announce" }).click();
  await seat.getByText("Break at ten").waitFor();
  await desk.getByRole("button", { name: "New offer" }).click();
  const dialog = desk.getByRole("dialog");
  await dialog.getByLabel("Title").fill("The bridge book");
  await dialog.getByLabel("Link").fill("shop.example/bridge");
  await dialog.locator("input[type=file]").setInputFiles({ name: "book.png", mimeType: "image/png", buffer: png });
  await dialog.getByRole("button", { name: "Show it now" }).click();
  const card = seat.getByRole("article", { name: "Offers · The bridge book" });
  await card.getByText("shop.example").waitFor();
  assert.deepEqual(await card.getByRole("link").evaluate((link) => [link.href, link.target, link.rel]), ["https://shop.example/bridge", "_blank", "noopener noreferrer"]);
  await desk.getByText("1 saw it · 0 followed it").waitFor();

  await seat.getByRole("button", { name: "Reactions" }).click();
  await seat.getByRole("button", { name: /Applause/ }).click();
  await seat.getByRole("button", { name: "Applause · 1" }).waitFor();

  await desk.getByRole("button", { name: "Next topic" }).click();
  await seat.getByText("Outline 2/3").waitFor();
  await pause(2500); // of the second topic
  await lecturer.api("POST", `/lessons/${lesson.id}/stop`);
  await encoder.stop();

  await seat.goto(`${server.http}/lessons/${lesson.id}`);
  const replay = await learner.api("GET", `/lessons/${lesson.id}/replay`);
  assert.deepEqual(replay.chapters.map(({ title }) => title), ["Welcome", "How bridges stand"]);
  assert.ok(replay.chapters[0].at_ms >= 2000, `${replay.chapters[0].at_ms}`);
  await until("the length of the replay is known", () => seat.locator("video").evaluate((video) => Number.isFinite(video.duration) && video.duration > 0));
  await seat.locator("video").evaluate((video) => video.pause());
  const at = (share) => seat.locator("video").evaluate((video, part) => { video.currentTime = video.duration * part; }, share);
  await at(0.98);
  await seat.getByRole("article", { name: "Offers · The bridge book" }).waitFor();
  await seat.getByText("Break at ten").waitFor();
  await seat.getByRole("region", { name: "Talk" }).getByText("How bridges stand", { exact: true }).waitFor();
  await at(0);
  await seat.getByText("Break at ten").waitFor({ state: "detached" });
  await seat.getByRole("article", { name: "Offers · The bridge book" }).waitFor({ state: "detached" });
});

await scenario("an outline is prepared where the lesson is written, and learners read it before the class", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson } = await liveLesson(server, { start: false });
  const learner = await person(server, null, "Anna");
  const browser = await openBrowser(t);
  const editor = await tab(t, browser, { name: "editor" }), phone = await tab(t, browser, { name: "phone", width: 390, height: 844 });
  await signInByHand(editor, server, lecturer);
  await signInByHand(phone, server, learner);
  await phone.goto(`${server.http}/lessons/${lesson.id}`);
  await editor.goto(`${server.http}/lessons/${lesson.id}/edit`);
  await editor.getByRole("button", { name: "Prepare it" }).click();
  await editor.getByLabel("A topic a line").fill("Welcome\nHow bridges stand");
  await editor.getByRole("button", { name: "Keep it" }).click();
  await editor.getByRole("button", { name: "How bridges stand" }).waitFor();
  assert.equal(await editor.getByRole("button", { name: "Welcome" }).isDisabled(), true, "the class is not on");
  await phone.getByText("Outline", { exact: true }).click();
  await phone.getByRole("listitem").getByText("How bridges stand").waitFor();
  await editor.goto(`${server.http}/lessons/${lesson.id}/studio`);
  await editor.getByRole("link", { name: "Live view" }).click();
  await editor.getByRole("region", { name: "Outline" }).getByText("0 / 2").waitFor();
});
