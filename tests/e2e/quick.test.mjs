// The page /quick by hand: a room number, Start Stream, messages seen at once, Stop Stream.
import assert from "node:assert/strict";
import { openBrowser, tab } from "../harness/browser.mjs";
import { signInByHand } from "../harness/hands.mjs";
import { person } from "../harness/people.mjs";
import { scenario } from "../harness/scenario.mjs";
import { startServer } from "../harness/server.mjs";

await scenario("the page /quick starts a stream, shows messages at once, and stops", async (t) => {
  const server = await startServer(t);
  const teacher = await person(server, "lecturer", "Ms Lin");
  const browser = await openBrowser(t);
  const page = await tab(t, browser, { name: "quick" });
  await signInByHand(page, server, teacher);
  await page.goto(`${server.http}/quick`);
  await page.getByLabel("Room number").fill("2026");
  await page.getByRole("button", { name: "Start Stream" }).click();
  await page.getByText("Live Stream Started").first().waitFor();
  await page.getByLabel("Message", { exact: true }).fill("Hello, 大家好");
  await page.getByRole("button", { name: "Send" }).click();
  await page.getByText("Hello, 大家好").first().waitFor();

  // A second person sees it in the room, and what is said there comes back here.
  const { items: [lesson] } = await teacher.api("GET", "/lessons?mine=1");
  const learner = await person(server, null, "Ming");
  const other = await tab(t, browser, { name: "quick-learner" });
  await signInByHand(other, server, learner);
  await other.goto(`${server.http}/lessons/${lesson.id}`);
  await other.getByText("Hello, 大家好").first().waitFor();
  await other.getByLabel("Write a comment").fill("I can hear you");
  await other.getByRole("button", { name: "Send" }).click();
  await page.getByText("I can hear you").first().waitFor({ timeout: 3000 });

  await page.getByRole("button", { name: "Stop Stream" }).click();
  await page.getByText("Stopped").first().waitFor();
  assert.equal((await teacher.api("GET", `/lessons/${lesson.id}`)).state, "ended");
});
