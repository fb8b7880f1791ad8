// A lecturer keeps the room clean and hears how fast is fast enough, in real browsers at two sizes.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openBrowser, tab } from "../harness/browser.mjs";
import { publish } from "../harness/encoder.mjs";
import { comment, signInByHand } from "../harness/hands.mjs";
import { liveLesson, person } from "../harness/people.mjs";
import { joinRoom } from "../harness/room.mjs";
import { scenario, until } from "../harness/scenario.mjs";
import { startServer } from "../harness/server.mjs";

await scenario("words wait for a look, reports are seen to, everybody is silent, somebody is put out", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson } = await liveLesson(server);
  const browser = await openBrowser(t);
  const come = async (who, size) => {
    const page = await tab(t, browser, { name: who.name, ...size });
    await signInByHand(page, server, who);
    await page.goto(`${server.http}/lessons/${lesson.id}`);
    await page.getByRole("textbox", { name: "Write a comment" }).waitFor();
    return page;
  };
  const [rude, other] = [await person(server, null, "Rude"), await person(server, null, "Anna")];
  const staff = await come(lecturer, { width: 1280, height: 800 });
  const phone = await come(rude, { width: 390, height: 780 });
  const third = await come(other, { width: 1280, height: 800 });
  const menu = (page, of, item) => page.getByRole("button", { name: `More for the comment of ${of}` }).last().click().then(() => page.getByRole("menuitem", { name: item }).click());

  await staff.getByRole("button", { name: "Rules of the room" }).click();
  await staff.getByRole("menuitem", { name: "Words of this lesson…" }).click();
  await staff.getByLabel("Shown after you have looked").fill("wechat");
  await staff.getByRole("button", { name: "Save" }).click();
  await staff.getByText("The words are kept").waitFor();

  await comment(phone, "my W.e.C.h.a.t is abc");
  await phone.getByRole("list", { name: "Waiting for review" }).getByText("my W.e.C.h.a.t is abc").waitFor();
  await staff.getByRole("tab", { name: "To see to" }).click();
  await staff.getByText("holds a listed word").waitFor();
  assert.equal(await third.getByText("my W.e.C.h.a.t").count(), 0);
  await staff.getByRole("button", { name: "Show", exact: true }).click();
  await third.locator("#talk-comments").getByText("my W.e.C.h.a.t is abc").waitFor();
  await until("nothing waits", async () => (await phone.getByRole("list", { name: "Waiting for review" }).count()) === 0);

  await menu(third, "Rude", "Report");
  await third.getByText("Reported; staff will have a look").waitFor();
  await staff.getByText("reported by 1").waitFor();
  await staff.getByRole("button", { name: "Delete" }).click();
  await until("it is gone", async () => (await third.getByText("my W.e.C.h.a.t").count()) === 0);
  await staff.getByText("Nothing to see to").waitFor();

  await staff.getByRole("button", { name: "Rules of the room" }).click();
  await staff.getByRole("menuitemcheckbox", { name: "Everybody silent" }).click();
  await phone.getByText("Everybody is asked to be silent for now.").waitFor();
  await staff.getByRole("button", { name: "Rules of the room" }).click();
  await staff.getByRole("menuitemcheckbox", { name: "Everybody silent" }).click();
  await comment(phone, "still rude");
  await staff.getByRole("tab", { name: "Comments" }).click();
  await menu(staff, "Rude", "Put out and ban…");
  await staff.getByLabel("Their address, too, for 24 hours").check();
  await staff.getByText("Nobody else who is not here yet can join this room from the same address").waitFor();
  await staff.getByRole("button", { name: "Put out and ban" }).click();
  await phone.getByText("You may no longer enter this room.").first().waitFor();
  await until("what they wrote is gone, too", async () => (await third.getByText("still rude").count()) === 0);
  await staff.getByRole("tab", { name: "To see to" }).click();
  await staff.getByText("Banned", { exact: true }).click();
  await staff.getByText("address until").waitFor();
  const neighbour = await tab(t, browser, { name: "Neighbour", width: 390, height: 780 });
  await signInByHand(neighbour, server, await person(server, null, "Neighbour"));
  await neighbour.goto(`${server.http}/lessons/${lesson.id}`);
  await neighbour.getByText("Because of somebody else on your network").waitFor();
  await third.reload();
  await third.getByText("Because of somebody else on your network").waitFor({ state: "detached" });
  await comment(third, "I was here before");
  await staff.getByRole("button", { name: "Let in again" }).click();
  await until("nobody is banned", async () => (await staff.getByRole("button", { name: "Let in again" }).count()) === 0);
  await phone.reload();
  await phone.getByRole("textbox", { name: "Write a comment" }).waitFor();
});

await scenario("the lecturer sees at once that it is too fast for many, and nobody else does", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson, url } = await liveLesson(server);
  publish(t, url);
  const browser = await openBrowser(t);
  const come = async (who, width, path = "") => {
    const page = await tab(t, browser, { name: who.name, width });
    await signInByHand(page, server, who);
    await page.goto(`${server.http}/lessons/${lesson.id}${path}`);
    return page;
  };
  const studio = await come(lecturer, 1280, "/studio");
  const learners = [];
  for (const name of ["Anna", "Ben"]) learners.push(await come(await person(server, null, name), 390));
  for (const page of learners) await page.getByRole("button", { name: "Too fast" }).click();
  await studio.getByRole("img", { name: "2 say: Too fast" }).waitFor();
  await studio.getByText("2 of 3 find it too fast").waitFor();
  await learners[0].getByRole("button", { name: "Too fast", pressed: true }).waitFor();
  assert.equal(await learners[0].getByText("find it too fast").count(), 0);
  await learners[0].getByRole("button", { name: "Too fast" }).click();
  await studio.getByRole("img", { name: "1 say: Too fast" }).waitFor();
  await studio.getByRole("button", { name: "Understood" }).click();
  await until("the note is away", async () => (await studio.getByText("2 of 3 find it too fast").count()) === 0);
});

await scenario("an assistant finds people at the desk, page by page, writes to one, mutes and bans from the list", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson } = await liveLesson(server);
  const folder = mkdtempSync(join(tmpdir(), "lyceum-people-"));
  t.defer(() => rmSync(folder, { recursive: true, force: true }));
  const crowd = Array.from({ length: 70 }, (_, at) => `crowd-${at},Learner ${String(at).padStart(2, "0")}`);
  writeFileSync(join(folder, "people.csv"), crowd.join("\n"));
  const imported = await server.admin(["account", "import", join(folder, "people.csv"), "--tokens"]);
  assert.equal(imported.code, 0, imported.err);
  const tokens = imported.out.trim().split("\n").map((line) => line.split("\t")[1]);
  const rude = await person(server, null, "Rude");
  const browser = await openBrowser(t);
  const come = async (who, size, path = "") => {
    const page = await tab(t, browser, { name: who.name, ...size });
    await signInByHand(page, server, who);
    await page.goto(`${server.http}/lessons/${lesson.id}${path}`);
    return page;
  };
  for (const token of tokens) await joinRoom(t, server, lesson, token);
  const phone = await come(rude, { width: 390, height: 780 });
  await phone.getByRole("textbox", { name: "Write a comment" }).waitFor();
  const desk = await come(lecturer, { width: 1280, height: 800 }, "/desk");
  await desk.getByRole("tab", { name: "People here" }).click();
  const rows = desk.locator(".who li");
  await desk.getByText("72 found", { exact: true }).waitFor();
  assert.equal(await rows.count(), 50);
  await desk.locator(".who ul").evaluate((list) => { list.scrollTop = list.scrollHeight; });
  await until("the second page", async () => (await rows.count()) === 72);
  await desk.getByRole("searchbox", { name: "Search by name" }).fill("ER 6");
  await desk.getByText("10 found", { exact: true }).waitFor();
  await desk.getByRole("searchbox", { name: "Search by name" }).fill("RUDE");
  await desk.getByText("1 found", { exact: true }).waitFor();
  const menu = (item) => desk.getByRole("button", { name: "More for Rude" }).click().then(() => desk.getByRole("menuitem", { name: item }).click());

  await menu("Write to them…");
  await desk.getByRole("dialog").getByRole("textbox").fill("@Rude please be kind");
  await desk.getByRole("dialog").getByRole("button", { name: "Send" }).click();
  await phone.locator("#talk-comments").getByText("@Rude please be kind").waitFor();
  await menu("Mute for 1 minute");
  await phone.getByText("You are muted and may speak again in").waitFor();
  await desk.getByRole("searchbox", { name: "Search by name" }).fill("");
  await desk.getByRole("button", { name: "Muted", exact: true }).click();
  await desk.getByText("1 found", { exact: true }).waitFor();
  await menu("Put out and ban…");
  await desk.getByRole("button", { name: "Put out and ban" }).click();
  await phone.getByText("You may no longer enter this room.").first().waitFor();
  await desk.getByText("Nobody by that name").waitFor();
});
