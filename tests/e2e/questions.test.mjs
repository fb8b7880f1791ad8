// Questions on the pages: a lecturer at a desk, a learner at another, a learner with a phone.
import assert from "node:assert/strict";
import { openBrowser, tab } from "../harness/browser.mjs";
import { publish } from "../harness/encoder.mjs";
import { signInByHand } from "../harness/hands.mjs";
import { liveLesson, person } from "../harness/people.mjs";
import { scenario, until } from "../harness/scenario.mjs";
import { startServer } from "../harness/server.mjs";

const question = (page, text) => page.locator(".question").filter({ hasText: text });
const texts = (page) => page.locator(".question .body > .text").allTextContents();
const openQuestions = (page) => page.getByRole("tab", { name: "Questions" }).click();

async function enter(page, server, lesson, who) {
  await signInByHand(page, server, who);
  await page.goto(`${server.http}/lessons/${lesson.id}`);
  await openQuestions(page);
}

async function ask(page, text, { nameless = false } = {}) {
  const panel = page.getByRole("tabpanel", { name: "Questions" });
  if (nameless) await panel.getByLabel("Ask without my name").check();
  await panel.getByLabel("Write your question").fill(text);
  await panel.getByRole("button", { name: "Send", exact: true }).click();
}

async function choose(page, text, item) {
  await question(page, text).getByRole("button", { name: /^More for/ }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

await scenario("questions are asked, wanted, taken up over the picture, answered in writing, merged and hidden", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson, url } = await liveLesson(server);
  publish(t, url);
  const [anna, ming] = await Promise.all(["Anna", "小明"].map((name) => person(server, null, name)));
  const browser = await openBrowser(t);
  const staff = await tab(t, browser, { name: "questions lecturer" });
  const desk = await tab(t, browser, { name: "questions desk" });
  const phone = await tab(t, browser, { name: "questions phone", width: 390, height: 844 });
  await Promise.all([enter(staff, server, lesson, lecturer), enter(desk, server, lesson, anna), enter(phone, server, lesson, ming)]);
  await desk.getByText("No questions yet").waitFor();

  await ask(desk, "Why does an arch stand?");
  await ask(phone, "作业什么时候交？", { nameless: true });
  await phone.getByRole("tab", { name: "Comments" }).click();
  await phone.getByRole("button", { name: "As a question" }).click();
  await phone.getByLabel("Write your question").first().fill("请问作业哪天交呢");
  await phone.getByRole("button", { name: "Send", exact: true }).click();
  await phone.getByText("It stands under “Questions” now.").waitFor();
  await openQuestions(phone);
  await until("all three at the lecturer's", async () => (await texts(staff)).length === 3);
  await staff.getByRole("tab", { name: /3 waiting/ }).waitFor();
  assert.match(await question(desk, "作业什么时候交").innerText(), /Anonymous/);
  assert.doesNotMatch(await question(desk, "作业什么时候交").innerText(), /小明|you/);
  await question(phone, "作业什么时候交").getByText("Anonymous (you)").waitFor();

  await question(desk, "作业什么时候交").getByRole("button", { name: /wanted by 1/ }).click();
  await question(desk, "作业什么时候交").getByRole("button", { name: /wanted by 2/, pressed: true }).waitFor();
  await until("the most wanted one stands first at the lecturer's", async () => (await texts(staff))[0] === "作业什么时候交？");

  await question(staff, "Why does an arch stand?").getByRole("button", { name: "Answer now" }).click();
  for (const page of [staff, desk, phone]) await page.getByRole("complementary", { name: "Being answered" }).getByText("Why does an arch stand?").waitFor();
  const card = await phone.getByRole("complementary", { name: "Being answered" }).boundingBox();
  const picture = await phone.locator(".player").boundingBox();
  assert.ok(card.y >= picture.y && card.y + card.height <= picture.y + picture.height && card.width <= picture.width, "the note lies within the phone's picture");
  await phone.getByRole("button", { name: "Fold away" }).click();
  await phone.getByRole("button", { name: "Being answered" }).waitFor();
  await desk.getByRole("complementary", { name: "Being answered" }).waitFor();

  await choose(staff, "Why does an arch stand?", "Answer in writing");
  await staff.getByLabel("Write the answer").fill("Every stone leans on the next.");
  await staff.getByRole("dialog").getByRole("button", { name: "Send", exact: true }).click();
  await question(phone, "Why does an arch stand?").getByText("Every stone leans on the next.").waitFor();
  await question(staff, "Why does an arch stand?").getByRole("button", { name: "Done" }).click();
  await question(desk, "Why does an arch stand?").getByText("Answered", { exact: true }).waitFor();
  assert.equal(await desk.getByRole("complementary", { name: "Being answered" }).count(), 0);

  await choose(staff, "请问作业哪天交呢", /^Merge/);
  const likely = staff.getByRole("group", { name: "May ask the same thing" });
  await likely.getByRole("radio", { name: /作业什么时候交/ }).check();
  await staff.getByRole("button", { name: "Merge", exact: true }).click();
  for (const page of [staff, desk, phone]) await until("two are left", async () => (await texts(page)).length === 2);

  await ask(phone, "something rude");
  await choose(staff, "something rude", "Hide");
  await question(staff, "something rude").getByText("Hidden").waitFor();
  await until("it is gone", async () => !(await texts(phone)).includes("something rude"));

  await desk.reload();
  await openQuestions(desk);
  await until("the same after a reload", async () => (await texts(desk)).join() === "作业什么时候交？,Why does an arch stand?");
  await question(desk, "作业什么时候交").getByRole("button", { pressed: true }).waitFor();
  await question(desk, "Why does an arch stand?").getByText("Every stone leans on the next.").waitFor();
  await ask(desk, "never mind");
  await choose(desk, "never mind", "Take it back");
  await until("it is taken back", async () => (await texts(phone)).length === 2);
}, { seconds: 120 });
