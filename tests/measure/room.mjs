// What a big room costs: the loads of a class of thousands, one after the other, each against a fresh server.
//   node tests/measure/room.mjs [--only a,c] [--rounds 3] [--seconds 20]
//   a    5,000 sockets × 5 comments/s × 200 B          d  5,000 × 100/s × 200 B
//   b    18,000 × 5/s × 200 B                          e  5,000 × 20/s × 200 B, of which 0, 1, 10 and 50 % read slowly
//   c    18,000 × 20/s × 120 B, with likes, a vote and people coming and going
//   f    18,000 are cut off by a restart of the server and come back within 3 s
//   v    18,000 answers to a poll within 5 s           i  18,000 idle sockets
//   l    200,000 people in a room without sockets
// Server on the first core, the load on the second; everybody has an account. LYCEUM_BINARY and LYCEUM_BENCH name the programs.
process.env.LYCEUM_BINARY ??= "build/release/bin/lyceum";
import { spawn, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { call, liveLesson } from "../harness/people.mjs";
import { scenario } from "../harness/scenario.mjs";

const { dataFolder, startServer } = await import("../harness/server.mjs");
const { values } = parseArgs({ options: {
  only: { type: "string", default: "a,b,c,d,e,f,v,i,l" }, rounds: { type: "string", default: "1" }, seconds: { type: "string", default: "20" },
} });
const bench = process.env.LYCEUM_BENCH ?? "build/release/bin/lyceum-bench";
const many = ["--sockets", "18000"], few = ["--sockets", "5000"];
const loads = {
  a: { flags: [...few, "--rate", "5", "--size", "200"], people: 5000 },
  b: { flags: [...many, "--rate", "5", "--size", "200"], people: 18_000 },
  c: { flags: [...many, "--rate", "20", "--size", "120", "--likes", "200", "--coming", "20", "--vote", "15"], people: 18_000 },
  d: { flags: [...few, "--rate", "100", "--size", "200", "--senders", "4"], people: 5000 },
  e0: { flags: [...few, "--rate", "20", "--size", "200", "--no-ceiling"], people: 5000 },
  e1: { flags: [...few, "--rate", "20", "--size", "200", "--slow", "1", "--no-ceiling"], people: 5000 },
  e10: { flags: [...few, "--rate", "20", "--size", "200", "--slow", "10", "--no-ceiling"], people: 5000 },
  e50: { flags: [...few, "--rate", "20", "--size", "200", "--slow", "50", "--no-ceiling"], people: 5000 },
  f: { flags: [...many, "--rate", "5", "--size", "200", "--storm", "3", "--restart", "--no-ceiling"], people: 18_000, restart: true },
  v: { flags: [...many, "--rate", "0", "--vote", "5", "--no-ceiling"], people: 18_000 },
  i: { flags: [...many, "--rate", "0", "--no-ceiling"], people: 18_000 },
};

function run(args, onAsked = () => {}) {
  return new Promise((done, failed) => {
    const child = spawn("taskset", ["-c", "1", bench, ...args, "--json"], { stdio: ["ignore", "pipe", "pipe"] });
    let out = "", err = "";
    child.stdout.on("data", (text) => { out += text; });
    child.stderr.on("data", (text) => { err += text; if (`${text}`.includes("restart the server now")) onAsked(); });
    child.on("close", (code) => (code === 0 ? done(JSON.parse(out)) : failed(new Error(err))));
  });
}

async function start(t, options) {
  const server = await startServer(t, { ...options, env: { LYCEUM_RUN_REACTORS: "1", LYCEUM_TRANSCODE_PICTURES: "false" } });
  spawnSync("taskset", ["-acp", "0", String(server.pid)]);
  return server;
}

// A lesson that is live, and so many people who may watch it → {server, lesson, lecturer, tokens: a file}.
async function classOf(t, people) {
  const data = dataFolder(t);
  let server = await start(t, { data });
  const { lecturer, lesson } = await liveLesson(server);
  const file = join(data, "people.csv"), tokens = join(data, "tokens");
  writeFileSync(file, Array.from({ length: people }, (_, i) => `learner-${i},Learner ${i}\n`).join(""));
  const imported = await server.admin(["account", "import", file, "--tokens"]);
  if (imported.code !== 0) throw new Error(imported.err);
  writeFileSync(tokens, imported.out);
  const again = async () => {
    const { http, rtmp } = server;
    await server.stop();
    server = await start(t, { data, http: new URL(http).host, rtmp });
    await call(server, "GET", "/healthz");
  };
  return { data, server, lesson, lecturer, tokens, again };
}

async function measure(name, round) {
  await scenario(`${name}, round ${round}`, async (t) => {
    if (name === "l") return tell(name, await run(["logical"]));
    const load = loads[name];
    const { server, lesson, lecturer, tokens, again } = await classOf(t, load.people);
    const url = `${server.http.replace("http", "ws")}/api/v1/lessons/${lesson.id}/room`;
    const args = ["room", "--url", url, "--token", lecturer.token, "--tokens", tokens, "--seconds", values.seconds, "--server-pid", String(server.pid), ...load.flags];
    tell(name, await run(args, load.restart ? () => void again() : undefined));
  }, { seconds: 400 });
}

function tell(name, figures) {
  const short = Object.entries(figures).filter(([, value]) => value !== 0).map(([key, value]) => `${key} ${Number(value.toPrecision(5))}`);
  console.log(`${name}: ${short.join(", ")}`);
}

const names = values.only.split(",").flatMap((name) => (name === "e" ? ["e0", "e1", "e10", "e50"] : [name]));
for (let round = 1; round <= Number(values.rounds); round++) for (const name of names) await measure(name, round);
