// The people and lessons of the demo, made through the server's own command and API. What was made is kept in
// DATA/demo/demo.json (readable by its owner only), so that the next start finds the same accounts and class.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const people = [
  { login: "demo-lecturer", name: "林老师 Ms Lin", role: "--lecturer" },
  { login: "demo-learner", name: "小明 Ming", role: null },
];

async function call(http, token, method, path, body, type = "application/json") {
  const headers = { authorization: `Bearer ${token}` };
  if (body !== undefined) headers["content-type"] = type;
  const answer = await fetch(`${http}/api/v1${path}`, {
    method, headers, body: body === undefined || body instanceof Uint8Array ? body : JSON.stringify(body),
    signal: AbortSignal.timeout(15000),
  });
  const text = await answer.text();
  const value = text ? JSON.parse(text) : {};
  if (answer.ok) return value;
  throw Object.assign(new Error(`${method} ${path}: ${answer.status} ${value.title ?? text}`), { status: answer.status });
}

// Runs `lyceum admin account add`; the password goes in on standard input, so it is in no list of processes.
function addAccount(lyceum, data, person, password) {
  const args = ["admin", "account", "add", person.login, "--name", person.name, "--password-stdin", "--data", data];
  if (person.role) args.push(person.role);
  return new Promise((done, failed) => {
    const child = spawn(lyceum, args, { stdio: ["pipe", "pipe", "pipe"] });
    let said = "";
    child.stdout.on("data", (text) => (said += text));
    child.stderr.on("data", (text) => (said += text));
    child.on("close", (code) => (code === 0 ? done() : failed(new Error(`account ${person.login}: ${said.trim()}`))));
    child.stdin.end(password + "\n");
  });
}

// Signs in; an account that is not there yet is added first.
async function person(setup, kept, wanted) {
  const account = kept[wanted.login] ?? { login: wanted.login, password: randomBytes(9).toString("base64url") };
  if (!kept[wanted.login]) await addAccount(setup.lyceum, setup.data, wanted, account.password);
  kept[wanted.login] = account;
  await setup.keep();
  const { login, password } = account;
  const { token } = await call(setup.http, "", "POST", "/sessions", { login, password }).catch((problem) => {
    throw new Error(`${login} cannot sign in (${problem.message}); delete ${setup.file} to start the demo afresh`);
  });
  return { ...account, token };
}

async function lesson(setup, kept, name, token, fields) {
  const known = kept[name] && (await call(setup.http, token, "GET", `/lessons/${kept[name]}`).catch(() => null));
  if (known && known.state !== "ended") return known;
  const made = await call(setup.http, token, "POST", "/lessons", { kind: "live", access: { kind: "free" }, ...fields });
  kept[name] = made.id;
  await setup.keep();
  return made;
}

// → {lecturer, learner, live, own}: two accounts, the lesson that the demo lecture fills, and one left for the visitor's
// own encoder; the lessons carry their {server, key}.
export async function openClassroom({ lyceum, http, data, folder, cover }) {
  await mkdir(folder, { recursive: true });
  const file = join(folder, "demo.json");
  const kept = await readFile(file, "utf8").then(JSON.parse, () => ({ accounts: {}, lessons: {} }));
  const keep = () => writeFile(file, JSON.stringify(kept, null, 2), { mode: 0o600 });
  const setup = { lyceum, http, data, file, keep };

  const lecturer = await person(setup, kept.accounts, people[0]);
  const learner = await person(setup, kept.accounts, people[1]);
  const fresh = kept.lessons.live;
  const live = await lesson(setup, kept.lessons, "live", lecturer.token, {
    title: "一堂直播课是怎样到你面前的 · How a live stream reaches you",
    description: "十张幻灯片，中英双语，循环播放，真正的直播。\nTen slides, spoken in both languages, in a loop and really live.",
  });
  const own = await lesson(setup, kept.lessons, "own", lecturer.token, {
    title: "你的第一堂课 · Your first class",
    description: "用 OBS 推流试试。\nTry it with OBS.",
  });
  if (live.id !== fresh) await call(http, lecturer.token, "PUT", `/lessons/${live.id}/cover`, await readFile(cover), "image/png");
  if (live.state === "scheduled") await call(http, lecturer.token, "POST", `/lessons/${live.id}/start`);
  const ingest = (id) => call(http, lecturer.token, "GET", `/lessons/${id}/ingest`);
  return {
    lecturer, learner,
    live: { ...live, ...(await ingest(live.id)) },
    own: { ...own, ...(await ingest(own.id)) },
    publishing: async () => (await call(http, lecturer.token, "GET", `/lessons/${live.id}/stream`)).publishing,
  };
}
