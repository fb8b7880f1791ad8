// The operator's pages in a browser: every page opens and says what it should; a class is cut from the wall.
import assert from "node:assert/strict";
import { openBrowser, tab } from "../harness/browser.mjs";
import { publish } from "../harness/encoder.mjs";
import { liveLesson, person } from "../harness/people.mjs";
import { scenario } from "../harness/scenario.mjs";
import { startServer } from "../harness/server.mjs";

async function signIn(page, server, who) {
  await page.goto(`${server.http}/sign-in`);
  await page.getByLabel("Account", { exact: true }).fill(who.login);
  await page.getByLabel("Password", { exact: true }).fill(who.password);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(`${server.http}/`);
}

await scenario("an operator cuts a class from the wall, and the learner's page says why", async (t) => {
  const server = await startServer(t);
  const { lesson, url } = await liveLesson(server);
  const operator = await person(server, "operator");
  publish(t, url);
  const browser = await openBrowser(t);
  const learner = await tab(t, browser, { name: "learner" }), desk = await tab(t, browser, { name: "operator" });
  await learner.goto(`${server.http}/lessons/${lesson.id}`);
  await signIn(desk, server, operator);
  await desk.goto(`${server.http}/operator`);
  await desk.getByRole("heading", { name: "Live now" }).waitFor();
  const card = desk.getByRole("article").filter({ hasText: lesson.title });
  await card.getByText(/kbps/).waitFor();
  await learner.locator("video").waitFor();
  await card.getByRole("button", { name: "Cut" }).click();
  const box = desk.getByRole("dialog");
  await box.getByLabel("What everybody is told").fill("Unlawful picture");
  await box.getByRole("button", { name: "Cut" }).click();
  await desk.getByText("No class is live right now").waitFor();
  await learner.getByText("Unlawful picture").waitFor();
  assert.equal(await learner.locator("video").count(), 0, "the picture still plays");
  await desk.getByRole("link", { name: "Log", exact: true }).click();
  await desk.getByText("Unlawful picture").waitFor();
});

await scenario("an operator gives the site a name and a colour, and blocks an account, in Chinese too", async (t) => {
  const server = await startServer(t);
  const operator = await person(server, "operator"), learner = await person(server, null, "Ming");
  const browser = await openBrowser(t);
  const page = await tab(t, browser, { name: "settings" });
  await signIn(page, server, operator);
  await page.goto(`${server.http}/operator/settings`);
  const look = page.locator("section").filter({ has: page.getByRole("heading", { name: "Name and look" }) });
  await look.getByLabel("Name of the site").fill("Mingde Hall");
  await look.getByLabel("Accent colour").fill("#8a1c4a");
  await look.getByRole("button", { name: "Save" }).click();
  await page.getByRole("banner").getByText("Mingde Hall").waitFor();
  await page.waitForFunction(() => getComputedStyle(document.documentElement).getPropertyValue("--accent").trim() === "#8a1c4a");
  const visitor = await tab(t, browser, { name: "visitor", language: "zh-CN" });
  await visitor.goto(server.http);
  assert.match(await visitor.title(), /Mingde Hall/);
  assert.equal(await visitor.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--accent").trim()), "#8a1c4a");

  await page.goto(`${server.http}/operator/accounts`);
  await page.getByRole("main").getByRole("link", { name: "Ming" }).click();
  await page.getByRole("button", { name: "Block" }).click();
  await page.getByRole("dialog").getByLabel("What they are told").fill("Insults");
  await page.getByRole("dialog").getByRole("button", { name: "Block" }).click();
  await page.getByText(/^Blocked/).first().waitFor();
  await visitor.goto(`${server.http}/sign-in`);
  await visitor.getByLabel("账号", { exact: true }).fill(learner.login);
  await visitor.getByLabel("密码", { exact: true }).fill(learner.password);
  await visitor.getByRole("main").getByRole("button", { name: "登录" }).click();
  await visitor.getByText("Insults").waitFor();
});

await scenario("every page of the operator opens, and nobody else sees one", async (t) => {
  const server = await startServer(t);
  const { lecturer } = await liveLesson(server);
  const operator = await person(server, "operator");
  const browser = await openBrowser(t);
  const page = await tab(t, browser, { name: "pages", width: 390, height: 844 });
  await signIn(page, server, operator);
  await page.goto(`${server.http}/operator`);
  await page.getByRole("heading", { name: "Live now" }).waitFor();
  const names = await page.getByRole("navigation", { name: "Admin" }).getByRole("link").allInnerTexts();
  assert.ok(names.length >= 6, names.join());
  for (const name of names) {
    await page.getByRole("navigation", { name: "Admin" }).getByRole("link", { name }).click();
    await page.getByRole("heading", { level: 1, name }).waitFor();
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wider <= 0, `${name} is ${wider} px wider than a phone`);
  }
  const other = await tab(t, browser, { name: "other" });
  await signIn(other, server, lecturer);
  await other.goto(`${server.http}/operator/settings`);
  await other.getByText("These pages are for admins only.").waitFor();
});
