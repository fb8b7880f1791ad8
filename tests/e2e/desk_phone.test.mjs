// The assistant's desk on a phone: the same work as on a second screen, behind tabs.
import assert from "node:assert/strict";
import { openBrowser, tab } from "../harness/browser.mjs";
import { comment, signInByHand } from "../harness/hands.mjs";
import { liveLesson, person } from "../harness/people.mjs";
import { joinRoom } from "../harness/room.mjs";
import { scenario, until } from "../harness/scenario.mjs";
import { startServer } from "../harness/server.mjs";

// What sticks out of the page, and what is too small for a thumb.
const wrong = (page) => page.evaluate(() => {
  const small = [...document.querySelectorAll(".desk button, .desk a, .desk [role=tab]")].filter((one) => {
    const box = one.getBoundingClientRect();
    return box.width > 0 && !one.closest("p, .meta") && (box.height < 40 || box.width < 32);
  });
  return { sideways: document.documentElement.scrollWidth - innerWidth, small: small.map((one) => `${one.innerText || one.ariaLabel} ${Math.round(one.getBoundingClientRect().width)}x${Math.round(one.getBoundingClientRect().height)}`) };
});

await scenario("an assistant looks after a class with one hand", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson } = await liveLesson(server);
  const chen = await person(server, null, "Assistant Chen"), anna = await person(server, null, "Anna");
  const { code } = await lecturer.api("POST", `/lessons/${lesson.id}/invites`, { role: "assistant" });
  await chen.api("POST", `/lessons/${lesson.id}/access`, { invite: code });
  const room = await joinRoom(t, server, lesson, anna.token);
  const got = (what, holds) => until(what, () => room.events.some(holds));
  assert.ok((await room.say("Good morning")).ok);
  const asked = (await room.ask({ do: "ask", text: "Where are the notes?" })).ok.n;
  assert.ok((await room.ask({ do: "hand", up: true })).ok);

  const browser = await openBrowser(t);
  const desk = await tab(t, browser, { name: "desk", width: 390, height: 844, touch: true });
  await signInByHand(desk, server, chen);
  await desk.goto(`${server.http}/lessons/${lesson.id}/desk`);
  const open = (name) => desk.getByRole("tab", { name }).click();
  const fits = async (where) => {
    const { sideways, small } = await wrong(desk);
    assert.deepEqual([where, sideways, small], [where, 0, []]);
  };

  await desk.getByRole("button", { name: "More for the comment of Anna" }).click();
  await desk.getByRole("menuitem", { name: "Pin", exact: true }).click();
  await got("the pin", ({ type }) => type === "pinned");
  await comment(desk, "Welcome, everybody");
  await got("the assistant's comment", ({ text }) => text === "Welcome, everybody");
  await fits("comments");

  await open(/Questions/);
  await desk.getByRole("button", { name: /Where are the notes/ }).click();
  await desk.getByRole("menuitem", { name: "Answer in writing" }).click();
  await desk.getByRole("dialog").getByLabel("Write the answer").fill("Below the video");
  await desk.getByRole("dialog").getByRole("button", { name: "Send", exact: true }).click();
  await got("the written answer", ({ question, text }) => question === asked && text === "Below the video");
  await fits("questions");

  await open("Polls");
  await desk.getByRole("button", { name: "New poll" }).click();
  await desk.getByLabel("Question", { exact: true }).fill("Arch or beam?");
  await desk.getByLabel("Option 1", { exact: true }).fill("Arch");
  await desk.getByLabel("Option 2", { exact: true }).fill("Beam");
  await desk.getByRole("button", { name: "Open now" }).click();
  await got("the poll", ({ type }) => type === "poll_opened");
  await fits("polls");
  await desk.getByRole("article").filter({ hasText: "Arch or beam?" }).first().getByRole("button", { name: "Close", exact: true }).click();
  await got("its end", ({ type }) => type === "poll_closed");

  await open(/To see to/);
  await desk.getByRole("button", { name: "Call on them" }).click();
  await until("the call", () => room.you?.hand?.called);
  await desk.getByRole("button", { name: "Lower the hand of Anna" }).click();
  await fits("what waits");

  await open("Class tools");
  await desk.getByRole("button", { name: "New check-in" }).click();
  await desk.getByRole("button", { name: "Open the check-in" }).click();
  await got("the check-in", ({ type }) => type === "checkin_opened");
  await fits("tools");

  await desk.getByRole("button", { name: "Staff", exact: true }).click();
  await desk.getByLabel("Say to lecturer and assistants").fill("the sound is low");
  await desk.keyboard.press("Enter");
  await desk.getByRole("listitem").getByText("the sound is low").waitFor();
  await fits("staff");
}, { seconds: 90 });
