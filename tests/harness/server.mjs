// A real `lyceum serve` on free ports of 127.0.0.1, with a data folder of its own that is removed at the end.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const top = fileURLToPath(new URL("../..", import.meta.url));
export const lyceum = resolve(top, process.env.LYCEUM_BINARY ?? "build/dev/bin/lyceum");
const keptLog = 200_000; // characters

export function dataFolder(t) {
  const folder = mkdtempSync(join(tmpdir(), "lyceum-test-"));
  t.defer(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}

// Runs a command of the binary to its end → {code, out, err}.
export function command(args, { cwd = top, input = "", env = {}, seconds = 20 } = {}) {
  return new Promise((done) => {
    const child = spawn(lyceum, args, { cwd, env: { ...process.env, ...env }, stdio: ["pipe", "pipe", "pipe"] });
    let out = "", err = "";
    child.stdout.on("data", (text) => (out += text));
    child.stderr.on("data", (text) => (err += text));
    child.stdin.on("error", () => {});
    child.stdin.end(input);
    const limit = setTimeout(() => child.kill("SIGKILL"), seconds * 1000);
    child.on("close", (code) => { clearTimeout(limit); done({ code, out, err }); });
    child.on("error", (problem) => { err += problem.message; });
  });
}

function waitForReady(child, state) {
  return new Promise((ready, failed) => {
    child.once("exit", (code) => failed(new Error(`lyceum serve ended with ${code} before it was ready:\n${state.log}`)));
    child.stdout.on("data", () => {
      const line = state.out.match(/^ready (.*)$/m)?.[1];
      if (!line || !state.out.includes("\n")) return;
      ready(Object.fromEntries(line.trim().split(/\s+/).map((pair) => pair.split("="))));
    });
    setTimeout(() => failed(new Error(`no ready line after 15 s:\n${state.log}`)), 15_000).unref();
  });
}

// → {http, rtmp, pid, data, log(), stop(), kill(), admin(...)}; http is a URL, rtmp is host:port.
// store: URL of a PostgreSQL server (harness/database.mjs); empty: SQLite in the data folder.
export async function startServer(t, { data = dataFolder(t), store = "", http = "127.0.0.1:0", rtmp = "127.0.0.1:0", env = {}, flags = [] } = {}) {
  const settings = { ...env, LYCEUM_STORE_URL: store };
  const state = { out: "", log: "" };
  const began = performance.now();
  const child = spawn(lyceum, ["serve", "--data", data, "--http", http, "--rtmp", rtmp, ...flags], {
    // Whether there is a second picture shall not depend on how busy the machine is.
    cwd: data, env: { LYCEUM_TRANSCODE_VARIANT: "off", ...process.env, ...settings }, stdio: ["ignore", "pipe", "pipe"],
  });
  child.stdout.on("data", (text) => { state.out += text; state.log = (state.log + text).slice(-keptLog); });
  child.stderr.on("data", (text) => { state.log = (state.log + text).slice(-keptLog); });
  const ended = new Promise((done) => child.once("exit", (code, signal) => done({ code, signal })));
  const end = async (signal) => {
    child.kill(signal);
    const limit = setTimeout(() => child.kill("SIGKILL"), 15_000);
    const result = await ended;
    clearTimeout(limit);
    return result;
  };
  t.defer(() => end("SIGKILL"));
  t.note(() => `--- server log ---\n${state.log.slice(-6000)}`);
  const ready = await waitForReady(child, state);
  return {
    http: `http://${ready.http}`, rtmp: ready.rtmp, pid: child.pid, data, ready, ended,
    startMs: performance.now() - began,
    log: () => state.log,
    stop: () => end("SIGTERM"),
    kill: () => end("SIGKILL"),
    admin: (args, input = "") => command(["admin", ...args, "--data", data], { input, env: settings }),
  };
}
