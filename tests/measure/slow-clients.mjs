// What bad clients cost the good ones: the delay of FLV and HLS players beside readers of 1 KB/s, and beside the three modes of
// slowhttptest (a Debian package) with thousands of connections, begun anew as soon as the server has hung up on them.
//   node tests/measure/slow-clients.mjs [--viewers 300] [--seconds 15] [--connections 5000] [--only flv|http]
// Server on the first core, everything else on the second. LYCEUM_BINARY and LYCEUM_BENCH name the programs.
process.env.LYCEUM_BINARY ??= "build/release/bin/lyceum";
import { spawn, spawnSync } from "node:child_process";
import { parseArgs } from "node:util";
import { liveLesson, playback } from "../harness/people.mjs";
import { pause, scenario } from "../harness/scenario.mjs";

const { startServer } = await import("../harness/server.mjs");
const { values } = parseArgs({ options: {
  viewers: { type: "string", default: "300" }, seconds: { type: "string", default: "15" }, connections: { type: "string", default: "5000" }, only: { type: "string", default: "" },
} });
const bench = process.env.LYCEUM_BENCH ?? "build/release/bin/lyceum-bench";

const run = (file, args) => new Promise((done) => {
  const child = spawn("taskset", ["-c", "1", file, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  let out = "";
  child.stdout.on("data", (text) => { out += text; });
  child.on("close", () => done(out));
});

// Runs slowhttptest until stop(), again and again: it ends when the server has hung up on all of it. It polls with a whole core, so it
// takes only what the players beside it leave: the server is what is measured. → stop() → how often it began
function attacks(args) {
  let over = false, begun = 0, child;
  const ended = (async () => {
    while (!over) {
      begun++;
      child = spawn("taskset", ["-c", "1", "chrt", "--idle", "0", "slowhttptest", ...args], { stdio: "ignore" });
      await new Promise((done) => child.on("close", done));
    }
  })();
  return { stop: async () => { over = true; child.kill("SIGINT"); await ended; return begun; } };
}

await scenario("slow clients", async (t) => {
  const server = await startServer(t, { env: { LYCEUM_RUN_REACTORS: "1" } });
  spawnSync("taskset", ["-acp", "0", String(server.pid)]);
  const { lecturer, lesson, url } = await liveLesson(server);
  const places = await playback(server, lesson, lecturer.token);
  const measure = async (kind, more = []) => {
    const out = await run(bench, [kind, "--url", places[kind], "--publish", url, "--viewers", values.viewers, "--seconds", values.seconds, "--server-pid", String(server.pid), "--no-ceiling", "--json", ...more]);
    return JSON.parse(out || "{}");
  };
  const tell = (what, { playing, loss, p50_ms, p99_ms, cpu_s, slow, slow_hung_up_on }, usual) => {
    const change = usual ? ` (${(100 * (p99_ms / usual.p99_ms - 1)).toFixed(1)} %)` : "";
    console.log(`${what.padEnd(34)} ${playing} playing, loss ${loss}, p50 ${p50_ms?.toFixed(0)} ms, p99 ${p99_ms?.toFixed(0)} ms${change}, ${cpu_s} s of the core${slow === undefined ? "" : `, ${slow} slow, ${slow_hung_up_on} hung up on`}`);
  };
  const count = Number(values.viewers);
  if (values.only !== "http") {
    const usual = await measure("flv");
    tell("flv, nobody else", usual);
    for (const share of [0.01, 0.1, 0.5]) {
      const slow = Math.round((count * share) / (1 - share));
      tell(`flv, ${100 * share} % of the sockets slow`, await measure("flv", ["--slow", String(slow)]), usual);
    }
    tell("flv, nobody else, again", await measure("flv"), usual);
  }
  if (values.only === "flv") return;
  const host = new URL(server.http);
  const script = (await (await fetch(host)).text()).match(/src="(\/assets\/[^"]+\.js)"/)[1];
  const modes = { "slow headers": ["-H", "-u", `${host}`], "slow bodies": ["-B", "-u", `${host}api/v1/sessions`, "-s", "8192"], "slow reading": ["-X", "-u", new URL(script, host).href, "-w", "512", "-y", "1024", "-n", "5", "-z", "32", "-k", "3"] };
  for (const kind of ["flv", "hls"]) {
    const usual = await measure(kind);
    tell(`${kind}, nobody else`, usual);
    for (const [name, args] of Object.entries(modes)) {
      const attack = attacks(["-c", values.connections, "-r", "1000", "-i", "5", "-l", "600", "-x", "24", "-p", "3", ...args]);
      await pause(6000);
      tell(`${kind}, ${values.connections} × ${name}`, await measure(kind), usual);
      console.log(`${" ".repeat(35)}slowhttptest began ${await attack.stop()} times`);
    }
  }
}, { seconds: 900 });
