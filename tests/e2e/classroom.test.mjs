// One class with every tool, as five people play it: a lecturer, an assistant at the desk page, learners at a desk and on two phones, one of them in Chinese.
import assert from "node:assert/strict";
import { openBrowser, tab } from "../harness/browser.mjs";
import { publish } from "../harness/encoder.mjs";
import { comment, signInByHand } from "../harness/hands.mjs";
import { pdf } from "../harness/pdf.mjs";
import { call, liveLesson, person } from "../harness/people.mjs";
import { scenario, until } from "../harness/scenario.mjs";
import { startServer } from "../harness/server.mjs";

const desk = { width: 1280, height: 800 }, phone = { width: 390, height: 844 };

// Texts, not their names in the message files.
async function speaks(page) {
  const names = /\b(checkin|comments|desk|draw|hands|moderate|moderation|offers|outline|pace|polls|questions|room|slides|staff|survey|tools)\.[a-z]\w+/;
  assert.doesNotMatch(await page.locator("main, #app").first().innerText(), names);
}

// Everybody in the room → {lecturer, assistant, anna, ming, ben, lesson, server, come}; 小明 reads Chinese.
async function gather(t) {
  const server = await startServer(t);
  const { lecturer, lesson, url } = await liveLesson(server);
  publish(t, url);
  const browser = await openBrowser(t);
  const come = async (who, size, language = "en", path = "") => {
    const page = await tab(t, browser, { name: who.name, ...size });
    await signInByHand(page, server, who);
    if (language !== "en") await page.evaluate((to) => localStorage.setItem("lyceum.language", to), language);
    await page.goto(`${server.http}/lessons/${lesson.id}${path}`);
    return page;
  };
  const helper = await person(server, null, "Assistant Chen");
  const { code } = await lecturer.api("POST", `/lessons/${lesson.id}/invites`, { role: "assistant" });
  await helper.api("POST", `/lessons/${lesson.id}/access`, { invite: code });
  const people = [await person(server, null, "Anna"), await person(server, null, "小明"), await person(server, null, "Ben")];
  const pages = {
    lecturer: await come(lecturer, desk), assistant: await come(helper, desk, "en", "/desk"),
    anna: await come(people[0], desk), ming: await come(people[1], phone, "zh-CN"), ben: await come(people[2], phone),
  };
  await pages.ming.getByRole("textbox", { name: "写评论" }).waitFor();
  return { ...pages, server, lesson, teacher: lecturer, people, come };
}

async function talk({ lecturer, assistant, anna, ming, ben }) {
  await comment(anna, "Good morning");
  for (const page of [lecturer, ming, ben]) await page.locator("#talk-comments").getByText("Good morning").waitFor();
  await assistant.getByRole("button", { name: "More for the comment of Anna" }).click();
  await assistant.getByRole("menuitem", { name: "Pin", exact: true }).click();
  await anna.getByLabel("Pinned comment").getByText("Good morning").waitFor();
  await ben.getByRole("button", { name: "Like" }).click();
}

async function questions({ lecturer, assistant, anna, ming }) {
  await ming.getByRole("tab", { name: "提问" }).click();
  await ming.getByLabel("写下你的问题").last().fill("拱桥为什么不会倒？");
  await ming.getByRole("tabpanel", { name: "提问" }).getByRole("button", { name: "发送", exact: true }).click();
  for (const page of [lecturer, anna]) await page.getByRole("tab", { name: "Questions" }).click();
  const asked = (page) => page.locator(".question").filter({ hasText: "拱桥" });
  await asked(anna).getByRole("button", { name: /wanted by 1/ }).click();
  await asked(lecturer).getByRole("button", { name: "Answer now" }).click();
  await ming.getByRole("complementary", { name: "正在回答" }).getByText("拱桥为什么不会倒？").waitFor();
  await asked(lecturer).getByRole("button", { name: "Done" }).click();
  await asked(anna).getByText("Answered", { exact: true }).waitFor();
}

async function poll({ assistant, lecturer, anna, ming, ben }) {
  await assistant.getByRole("button", { name: "New poll" }).click();
  await assistant.getByLabel("Question", { exact: true }).fill("Arch or beam?");
  await assistant.getByLabel("Option 1", { exact: true }).fill("Arch");
  await assistant.getByLabel("Option 2", { exact: true }).fill("Beam");
  await assistant.getByRole("button", { name: "Open now" }).click();
  for (const [page, choice] of [[anna, "Arch"], [ming, "Arch"], [ben, "Beam"]]) await page.getByRole("article").filter({ hasText: "Arch or beam?" }).getByRole("button", { name: choice }).click();
  const running = lecturer.getByRole("article").filter({ hasText: "Arch or beam?" });
  await running.getByText("3 answered").waitFor();
  await assistant.getByRole("article").filter({ hasText: "Arch or beam?" }).first().getByRole("button", { name: "Close", exact: true }).click();
  await ming.getByRole("article").filter({ hasText: "Arch or beam?" }).getByText("67%").waitFor();
}

async function checkinAndDraw({ assistant, anna, ming, ben }) {
  await assistant.getByRole("button", { name: "New check-in" }).click();
  await assistant.getByRole("button", { name: "Open the check-in" }).click();
  await anna.getByRole("article", { name: "Check-in" }).getByRole("button", { name: "Check in", exact: true }).click();
  await ming.getByRole("article", { name: "签到" }).getByRole("button", { name: "签到", exact: true }).click();
  await assistant.getByRole("article", { name: "Check-in" }).getByText("2 checked in").waitFor();
  await assistant.getByRole("article", { name: "Check-in" }).getByRole("button", { name: "Close", exact: true }).click();
  await assistant.getByRole("button", { name: "New draw" }).click();
  await assistant.getByLabel("Prize", { exact: true }).fill("A book");
  await assistant.getByLabel("Winners (1 to 100)").fill("2");
  await assistant.getByText("Who may take part").click();
  await assistant.getByLabel("Checked in in this class").check();
  await assistant.getByRole("button", { name: "Open the draw" }).click();
  await anna.getByRole("article", { name: /A book/ }).getByRole("button", { name: "Take part" }).click();
  await ming.getByRole("article", { name: /A book/ }).getByRole("button", { name: "参与抽奖" }).click();
  await ben.getByRole("article", { name: /A book/ }).getByText("Check in in this class").waitFor();
  await assistant.getByRole("article", { name: /A book/ }).getByText("2 taking part").waitFor();
  await assistant.getByRole("button", { name: "Draw now" }).click();
  await anna.getByText("Congratulations, you have won!").waitFor();
  await ming.getByText("恭喜，你中奖了！").waitFor();
}

async function paceAndHands({ lecturer, assistant, anna, ming, ben, server, lesson, teacher, come }) {
  await anna.getByRole("button", { name: "Too fast" }).click();
  await ming.getByRole("button", { name: "没听懂" }).click();
  await lecturer.getByRole("img", { name: "1 say: Too fast" }).waitFor();
  await ben.getByRole("button", { name: "Raise hand" }).click();
  await assistant.getByRole("tab", { name: "People here" }).click();
  await assistant.getByText("小明", { exact: true }).first().waitFor();
  await assistant.getByRole("button", { name: "Call on them" }).click();
  await ben.getByText("It is your turn").waitFor();
  await assistant.getByRole("button", { name: "Lower the hand of Ben" }).click();
  await ben.getByRole("button", { name: "Raise hand", pressed: false }).waitFor();
}

// The lecturer, at a second page, and the assistant put things before everybody.
async function shows({ assistant, anna, ming, ben, come, teacher }) {
  await assistant.getByRole("tab", { name: "Run" }).click();
  await assistant.getByRole("button", { name: "New offer" }).waitFor();
  await speaks(assistant);
  await assistant.getByLabel("An announcement, above everybody’s comments").fill("Break at ten");
  await assistant.getByRole("button", { name: "Announce" }).click();
  for (const page of [anna, ming, ben]) await page.getByText("Break at ten").waitFor();
  await assistant.getByRole("button", { name: "New offer" }).click();
  await assistant.getByRole("dialog").getByLabel("Title").fill("The bridge book");
  await assistant.getByRole("dialog").getByLabel("Link").fill("shop.example/bridge");
  await assistant.getByRole("dialog").getByRole("button", { name: "Show it now" }).click();
  for (const page of [anna, ming, ben]) await page.getByRole("article").getByText("The bridge book").waitFor();
  await ben.getByRole("button", { name: "Reactions" }).click();
  await ben.getByRole("button", { name: /Applause/ }).click();
  await ben.getByRole("button", { name: "Applause · 1" }).waitFor();

  const studio = await come(teacher, desk, "en", "/studio");
  await studio.getByRole("button", { name: "Prepare it" }).click();
  await studio.getByLabel("A topic a line").fill("Welcome\nHow bridges stand");
  await studio.getByRole("button", { name: "Keep it" }).click();
  await studio.getByRole("button", { name: "Begin the first topic" }).click();
  for (const page of [anna, ben]) await page.getByText("Outline 1/2").waitFor();
  await ming.locator("summary").getByText("Welcome").waitFor();
  await studio.getByLabel("Upload slides").setInputFiles({ name: "bridges.pdf", mimeType: "application/pdf", buffer: pdf(2) });
  await studio.getByText("2 pages").waitFor({ timeout: 30_000 });
  await studio.getByRole("button", { name: "Show", exact: true }).click();
  await studio.getByRole("status").getByText("1 / 2").waitFor();
  await studio.keyboard.press("PageDown");
  for (const page of [anna, ming, ben]) await until("the second page", () => page.evaluate(() => /pages\/2$/.test(document.querySelector(".slides .sheet")?.src ?? "")), { seconds: 30 });
  await studio.close();
}

async function moderation({ assistant, anna, ben }) {
  await comment(ben, "something rude");
  await anna.getByRole("tab", { name: "Comments" }).click();
  await anna.getByRole("button", { name: "More for the comment of Ben" }).click();
  await anna.getByRole("menuitem", { name: "Report" }).click();
  await assistant.getByText("reported by 1").waitFor();
  await assistant.getByRole("button", { name: "Delete" }).click();
  await until("it is gone", async () => (await anna.getByText("something rude").count()) === 0);
}

async function amongStaff({ assistant, anna, server, lesson, people }) {
  await assistant.getByRole("tab", { name: "Staff" }).click();
  await assistant.getByLabel("Say to lecturer and assistants").fill("the sound is low");
  await assistant.keyboard.press("Enter");
  await assistant.getByRole("listitem").getByText("the sound is low").waitFor();
  await assistant.getByRole("button", { name: "Prepare replies" }).click();
  await assistant.getByRole("dialog").getByRole("textbox").fill("See chapter 2\n谢谢");
  await assistant.getByRole("button", { name: "Keep them" }).click();
  await assistant.getByRole("button", { name: "See chapter 2" }).click();
  await anna.locator("#talk-comments").getByText("See chapter 2").waitFor();
  assert.equal(await anna.getByText("the sound is low").count(), 0);
  const record = await call(server, "GET", `/api/v1/lessons/${lesson.id}/record`, { token: people[0].token });
  assert.doesNotMatch(record.text, /the sound is low/, "what staff says is no part of the replay");
}

async function afterwards({ lecturer, anna, ming, ben, server, lesson, teacher }) {
  await teacher.api("POST", `/lessons/${lesson.id}/stop`);
  await ming.getByRole("button", { name: "去评价" }).click();
  for (const at of [0, 1, 2]) await ming.locator("fieldset.score").nth(at).getByText("5", { exact: true }).click();
  await ming.getByRole("button", { name: "提交评价" }).click();
  await ming.getByText("谢谢你的评价").waitFor();
  await ben.getByRole("button", { name: "Rate it" }).waitFor();
  assert.equal(await lecturer.getByText("How was the class?").count(), 0);
  const { body: report } = await call(server, "GET", `/api/v1/lessons/${lesson.id}/report`, { token: teacher.token });
  assert.deepEqual([report.live, report.questions_answered, report.survey.answers], [false, 1, 1]);
  assert.deepEqual(Object.entries(report.tools).filter(([, { people }]) => people === 0), [], "every tool was used");
}

await scenario("a class with every tool: five people, desk and phone, two languages", async (t) => {
  const all = await gather(t);
  for (const part of [talk, questions, poll, checkinAndDraw, paceAndHands, shows, moderation, amongStaff, afterwards]) await part(all);
  for (const page of [all.lecturer, all.assistant, all.anna, all.ming, all.ben]) await speaks(page);
  for (const page of [all.ming, all.ben]) assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing sticks out");
}, { seconds: 180 });
