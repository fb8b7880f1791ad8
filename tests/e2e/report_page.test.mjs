// The report of a class as its staff sees it on the page.
import assert from "node:assert/strict";
import { openBrowser, tab } from "../harness/browser.mjs";
import { signInByHand } from "../harness/hands.mjs";
import { liveLesson, person } from "../harness/people.mjs";
import { joinRoom } from "../harness/room.mjs";
import { scenario, until } from "../harness/scenario.mjs";
import { startServer } from "../harness/server.mjs";

const quiz = { kind: "single", title: "<b>2 + 2?</b>", options: ["3", "4"], right: [1], points: 100 };

// A class with something of everything, and five who say what it was like.
async function busyClass(t, server) {
  const { lecturer, lesson } = await liveLesson(server);
  const people = await Promise.all([1, 2, 3, 4, 5].map((n) => person(server, null, `同学${n}`)));
  const staff = await joinRoom(t, server, lesson, lecturer.token);
  const rooms = await Promise.all(people.map(({ token }) => joinRoom(t, server, lesson, token)));
  await until("all six are counted", () => staff.events.some(({ type, people }) => type === "presence" && people === 6));
  const done = async (room, order) => { const { ok, err } = await room.ask(order); assert.ok(ok, JSON.stringify(err)); return ok; };
  assert.ok((await rooms[0].say("早上好")).ok);
  await done(rooms[1], { do: "like", count: 7 });
  await until("the likes are told", () => staff.events.some(({ type, total }) => type === "likes" && total === 7));
  const { n: taken } = await done(rooms[0], { do: "ask", text: "Why does an arch stand?" });
  await done(rooms[1], { do: "ask", text: "作业什么时候交？" });
  await done(staff, { do: "question", n: taken, to: "answering" });
  await done(staff, { do: "question", n: taken, to: "answered" });
  const { n: poll } = await done(staff, { do: "poll_open", content: quiz });
  await done(rooms[2], { do: "poll_answer", poll, choices: [1] });
  await done(staff, { do: "topic", title: "Arches" });
  await done(staff, { do: "offer_show", content: { title: "The bridge book", link: "https://shop.example/bridge" } });
  const { offer } = await until("it is shown", () => rooms[3].events.find(({ type }) => type === "offer_shown"));
  for (const room of rooms.slice(0, 4)) await done(room, { do: "offer_seen", offer });
  await done(rooms[0], { do: "offer_click", offer });
  await done(rooms[3], { do: "react", counts: { clap: 6 } });
  await until("staff is told of both", () => ["offer_count", "reactions"].every((wanted) => staff.events.some(({ type }) => type === wanted)));
  for (const room of rooms.slice(3)) await done(room, { do: "pace", vote: "fast" });
  await until("staff is told", () => staff.events.some(({ type }) => type === "pace_alert"));
  await lecturer.api("POST", `/lessons/${lesson.id}/stop`);
  await until("the end", () => rooms.every((room) => room.events.some(({ type, state }) => type === "lesson" && state === "ended")));
  for (const room of rooms) await done(room, { do: "survey", content: 5, delivery: 4, interaction: 3, ...(room === rooms[4] && { text: "请讲慢一点" }) });
  return { lecturer, lesson, learner: people[0] };
}

const card = (page, name) => page.getByRole("region", { name, exact: true }).first();
const drawn = (page) => until("the charts are drawn", async () => (await page.locator("[data-drawn=true] canvas").count()) === (await page.locator("[data-drawn]").count()));

await scenario("the report page shows what a class was like, as charts and as tables, at a desk and on a phone", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson, learner } = await busyClass(t, server);
  const browser = await openBrowser(t);
  const desk = await tab(t, browser, { name: "report" });
  await signInByHand(desk, server, lecturer);
  await desk.getByRole("link", { name: "Report", exact: true }).click();
  await desk.waitForURL(`**/lessons/${lesson.id}/report`);
  await card(desk, "Audience").getByRole("img", { name: /^Curve of the audience: 6 at most/ }).waitFor();
  await drawn(desk);
  await card(desk, "Audience").getByText("As a table").click();
  const row = card(desk, "Audience").getByRole("row").nth(1);
  assert.match(await row.innerText(), /^00:00.*Question: Why does an arch stand\?; Poll: <b>2 \+ 2\?<\/b>/s);
  await card(desk, "Interaction per minute").getByRole("img", { name: "Interaction per minute: 1 comments, 2 questions, 7 likes in all." }).waitFor();
  await card(desk, "Pace").getByRole("img", { name: /too fast 2, too slow 0, lost 0/ }).waitFor();
  assert.equal(await card(desk, "What happened").getByRole("listitem").count(), 6, "a question, a poll, a topic, an offer, a burst of reactions, a pace alert");
  for (const words of ["Topic: Arches", "Offer: The bridge book", "Burst of reactions"]) await card(desk, "What happened").getByText(words).waitFor();
  assert.match(await card(desk, "Offers").getByRole("row").nth(1).innerText(), /The bridge book\s+4\s+1\s+25%/);
  assert.match(await card(desk, "Open questions").innerText(), /1 answered, 1 open[\s\S]*作业什么时候交？/);
  assert.match(await card(desk, "Survey").innerText(), /4\.00[\s\S]*请讲慢一点/);
  assert.equal(await card(desk, "Survey").getByRole("img", { name: "score 1: 0, score 2: 0, score 3: 0, score 4: 0, score 5: 5" }).count(), 1);
  for (const [link, name] of [["Polls and quizzes", "polls"], ["Offers", "offers"]]) {
    const saved = desk.waitForEvent("download");
    await desk.getByRole("link", { name: link }).click();
    assert.equal((await saved).suggestedFilename(), `${name}-${lesson.id}.csv`);
  }
  assert.doesNotMatch(await desk.locator("main").innerText(), /同学/);

  const phone = await tab(t, browser, { name: "report-phone", language: "en", width: 390, height: 844 });
  await signInByHand(phone, server, lecturer);
  await phone.goto(`${server.http}/lessons/${lesson.id}/report`);
  await drawn(phone);
  assert.ok(await phone.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing is wider than the phone");
  const seat = await tab(t, browser, { name: "report-learner" });
  await signInByHand(seat, server, learner);
  await seat.goto(`${server.http}/lessons/${lesson.id}/report`);
  await seat.getByText("Only the lecturer and assistants can open the report.").waitFor();
});

await scenario("a report of a class nobody came to, and of one that has not begun, says so", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson } = await liveLesson(server, { start: false });
  const page = await tab(t, await openBrowser(t), { name: "report-empty" });
  await signInByHand(page, server, lecturer);
  await page.goto(`${server.http}/lessons/${lesson.id}/report`);
  await page.getByText("No report yet").waitFor();
  await lecturer.api("POST", `/lessons/${lesson.id}/start`);
  await lecturer.api("POST", `/lessons/${lesson.id}/stop`);
  await page.reload();
  await page.getByText("Nobody came into the room in this class.").waitFor();
  await page.getByText("Nobody has answered the survey yet.").waitFor();
  assert.equal(await page.locator("canvas").count(), 0);
});
