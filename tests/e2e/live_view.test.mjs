// The lecturer's live view, driven by its keys alone: what a learner's page shows of each.
import assert from "node:assert/strict";
import { openBrowser, tab } from "../harness/browser.mjs";
import { publish } from "../harness/encoder.mjs";
import { signInByHand } from "../harness/hands.mjs";
import { pdf } from "../harness/pdf.mjs";
import { call, liveLesson, person } from "../harness/people.mjs";
import { joinRoom } from "../harness/room.mjs";
import { scenario, until } from "../harness/scenario.mjs";
import { startServer } from "../harness/server.mjs";

async function withSlides(server, lesson, token) {
  const file = pdf(3), at = `/api/v1/lessons/${lesson.id}/documents`;
  const { body: { number } } = await call(server, "POST", at, { token, body: { purpose: "slides", name: "bridges.pdf", bytes: file.length } });
  await call(server, "PATCH", `${at}/${number}`, { token, body: file, headers: { "upload-offset": "0", "content-type": "application/offset+octet-stream" } });
  await until("the pages are drawn", async () => (await call(server, "GET", `${at}/${number}`, { token })).body.state === "ready", { seconds: 30 });
  return number;
}

await scenario("every key of the live view does what its list says, and a learner sees it", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson, url } = await liveLesson(server);
  publish(t, url);
  const anna = await person(server, null, "Anna"), ben = await person(server, null, "Ben");
  const staff = await joinRoom(t, server, lesson, lecturer.token), room = await joinRoom(t, server, lesson, anna.token);
  const done = async (who, command) => {
    const { ok, err } = await who.ask(command);
    assert.ok(ok, JSON.stringify(err));
    return ok;
  };
  await done(staff, { do: "outline", topics: ["Welcome", "Arches"] });
  await done(staff, { do: "slide", document: await withSlides(server, lesson, lecturer.token), page: 1 });
  await done(staff, { do: "poll_open", content: { kind: "single", title: "Arch or beam?", options: ["Arch", "Beam"] } });
  await done(room, { do: "ask", text: "Why does an arch stand?" });
  await done(room, { do: "hand", up: true });

  const browser = await openBrowser(t);
  const view = await tab(t, browser, { name: "live view" }), phone = await tab(t, browser, { name: "phone", width: 390, height: 844 });
  await signInByHand(view, server, lecturer);
  await signInByHand(phone, server, ben);
  await phone.goto(`${server.http}/lessons/${lesson.id}`);
  await view.goto(`${server.http}/lessons/${lesson.id}/live`);
  await view.getByText("Why does an arch stand?").waitFor();
  await phone.getByRole("article").filter({ hasText: "Arch or beam?" }).waitFor();
  const press = (key) => view.keyboard.press(key);

  await press("q");
  await phone.getByRole("complementary", { name: "Being answered" }).getByText("Why does an arch stand?").waitFor();
  await press("b");
  await phone.getByRole("complementary", { name: "Being answered" }).waitFor({ state: "detached" });
  await press("q");
  await view.getByRole("region", { name: "Being answered" }).waitFor();
  await press("q");
  await until("it is answered", () => room.events.some(({ state }) => state === "answered"));

  await press("h");
  await view.getByRole("button", { name: "Lower the hand" }).waitFor();
  await press("h");
  await view.getByText("Nobody has raised a hand").waitFor();

  await press("p");
  await view.getByText("No poll is running").waitFor();

  await press("t");
  await phone.getByText("Outline 1/2").waitFor();
  await press("t");
  await phone.getByText("Outline 2/2").waitFor();

  await press("PageDown");
  await view.getByRole("status").getByText("2 / 3").waitFor();
  await press("PageUp");
  await view.getByRole("status").getByText("1 / 3").waitFor();
  const shown = (page) => until("the page at a learner's", () => phone.evaluate((n) => new RegExp(`pages/${n}$`).test(document.querySelector(".slides .sheet")?.src ?? ""), page), { seconds: 30 });
  await press("PageDown");
  await shown(2);

  await press("?");
  const list = view.getByRole("dialog", { name: "Keys" });
  for (const key of ["T", "Q", "B", "H", "P", "F", "PgDn", "PgUp"]) await list.getByText(key, { exact: true }).waitFor();
  await press("PageDown");
  await press("Escape");
  await list.waitFor({ state: "detached" });
  assert.equal(await view.getByText("2 / 3").count(), 1, "keys rest while the list is open");
  assert.ok(await view.evaluate(() => document.documentElement.scrollHeight <= innerHeight), "all of it is seen at a glance");
  assert.doesNotMatch(await view.locator("main").innerText(), /\b(liveView|outline|slides|polls)\.\w/);
}, { seconds: 120 });
