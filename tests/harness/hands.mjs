// What a person does on the pages, found as a screen reader finds it: by role and label.

export async function signInByHand(page, server, { login, password }) {
  await page.goto(`${server.http}/sign-in`);
  await page.getByLabel("Account", { exact: true }).fill(login);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.locator("form").getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
}

export async function registerByHand(page, server, { login, password, name }) {
  await page.goto(`${server.http}/register`);
  await page.getByLabel("Account", { exact: true }).fill(login);
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("checkbox").check();
  await page.locator("form").getByRole("button", { name: "Register" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/register"));
}

export async function comment(page, text) {
  await page.getByLabel("Write a comment").fill(text);
  await page.getByRole("button", { name: "Send", exact: true }).click();
}
