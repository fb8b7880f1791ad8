// Check-in and draw on the pages: opened, one tap each, drawn, and verified in the browser.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { openBrowser, tab } from "../harness/browser.mjs";
import { signInByHand } from "../harness/hands.mjs";
import { call, liveLesson, person } from "../harness/people.mjs";
import { scenario } from "../harness/scenario.mjs";
import { startServer } from "../harness/server.mjs";

await scenario("on the pages: checked in with one tap, taken part with another, won, and verified with file and receipt", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson } = await liveLesson(server);
  const learner = await person(server, null, "小明");
  const browser = await openBrowser(t);
  const [desk, seat] = [await tab(t, browser, { name: "lecturer" }), await tab(t, browser, { name: "learner", width: 390, height: 844 })];
  await signInByHand(desk, server, lecturer);
  await signInByHand(seat, server, learner);
  await Promise.all([desk, seat].map((page) => page.goto(`${server.http}/lessons/${lesson.id}`)));

  await desk.getByRole("tab", { name: "Class tools" }).click();
  await desk.getByRole("button", { name: "New check-in" }).click();
  await desk.getByLabel("A question with it").fill("Which group?");
  await desk.getByRole("button", { name: "Open the check-in" }).click();
  const check = seat.getByRole("article", { name: "Check-in" });
  await check.getByLabel("Which group?").fill("3-B");
  await check.getByRole("button", { name: "Check in", exact: true }).click();
  await check.getByText("You are checked in").waitFor();
  const mine = desk.getByRole("article", { name: "Check-in" });
  await mine.getByText("1 checked in").waitFor();
  await mine.getByRole("button", { name: "Who is here" }).click();
  await desk.getByRole("dialog").getByText("3-B").waitFor();
  await desk.keyboard.press("Escape");
  await mine.getByRole("button", { name: "Close", exact: true }).click();

  await desk.getByRole("button", { name: "New draw" }).click();
  await desk.getByLabel("Prize", { exact: true }).fill("A signed book");
  await desk.getByText("Who may take part").click();
  await desk.getByLabel("Checked in in this class").check();
  await desk.getByRole("button", { name: "Open the draw" }).click();
  const card = seat.getByRole("article", { name: "Prize draw · A signed book" });
  await card.getByText("Check in in this class").waitFor();
  await card.getByRole("button", { name: "Take part" }).click();
  const saved = seat.waitForEvent("download");
  await card.getByRole("button", { name: "Save the receipt" }).click();
  const receipt = await (await saved).path();
  await desk.getByRole("article", { name: /A signed book/ }).getByText("1 taking part").waitFor();
  await desk.getByRole("button", { name: "Draw now" }).click();
  await card.getByText("Congratulations, you have won!").waitFor();
  await card.getByRole("button", { name: "Say where it goes" }).click();
  for (const [label, text] of [["Name", "王小明"], ["Phone", "123"], ["Address", "长安街 1 号"]]) await seat.getByRole("dialog").getByLabel(label, { exact: true }).fill(text);
  await seat.getByRole("button", { name: "Keep it" }).click();
  await card.getByRole("button", { name: "Change the address" }).waitFor();
  await desk.getByRole("article", { name: /A signed book/ }).getByRole("button", { name: "Winners and addresses" }).click();
  await desk.getByRole("dialog").getByText("长安街 1 号").waitFor();

  const { draw } = JSON.parse(readFileSync(receipt, "utf8"));
  const { text } = await call(server, "GET", `/api/v1/lessons/${lesson.id}/draws/${draw}.json`, { token: learner.token });
  await seat.goto(`${server.http}/verify-draw`);
  const give = (content) => seat.locator("#draw-file").setInputFiles([
    { name: "draw.json", mimeType: "application/json", buffer: Buffer.from(content) },
    { name: "receipt.json", mimeType: "application/json", buffer: readFileSync(receipt) },
  ]);
  await seat.getByText("Drop the file of the draw here").waitFor();
  await seat.context().setOffline(true);
  await give(text);
  await seat.getByText("All of it holds").waitFor();
  await seat.getByText("Your ticket has won.").waitFor();
  await give(JSON.stringify({ ...JSON.parse(text), prize: "A pencil" }));
  await seat.getByText("Something does not hold").waitFor();
  assert.equal(await seat.getByText("are not those of the opening!").count(), 1);
}, { seconds: 120 });
