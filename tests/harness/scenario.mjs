// One whole-binary test. A file of tests/e2e/ calls `await scenario("a statement", async (t) => { … })` for each.
//   t.defer(f)    f() is called at the end, latest first, whatever happened
//   t.note(text)  shown when the scenario fails
// Alone: node tests/e2e/FILE. Under ./test the results go to the file that LYCEUM_RESULTS names, a line each.
import { appendFileSync } from "node:fs";

const only = process.env.LYCEUM_ONLY ?? "";

function tell(name, ok, output, started) {
  const seconds = (Date.now() - started) / 1000;
  if (process.env.LYCEUM_RESULTS) appendFileSync(process.env.LYCEUM_RESULTS, JSON.stringify({ name, ok, output, seconds }) + "\n");
  else console.log(`${ok ? "ok    " : "FAILED"} ${name}  (${seconds.toFixed(1)} s)${ok ? "" : `\n${output}`}`);
  if (!ok) process.exitCode = 1;
}

const timeOut = (seconds) => new Promise((_, failed) => {
  setTimeout(() => failed(new Error(`not finished after ${seconds} s`)), seconds * 1000).unref();
});

export async function scenario(name, body, { seconds = 90 } = {}) {
  if (only && !name.includes(only)) return;
  const started = Date.now(), ends = [], notes = [];
  const t = { defer: (end) => ends.push(end), note: (text) => notes.push(text) };
  let problem = null;
  try {
    await Promise.race([body(t), timeOut(seconds)]);
  } catch (found) {
    problem = found;
  }
  for (const end of ends.reverse()) await Promise.resolve().then(end).catch((found) => { problem ??= found; });
  tell(name, problem === null, problem ? [problem.stack, ...notes.map((note) => (typeof note === "function" ? note() : note))].join("\n") : "", started);
}

// Asks again and again until the answer is truthy, and returns it.
export async function until(what, ask, { seconds = 15, every = 100 } = {}) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`waited ${seconds} s in vain: ${what}`);
    await new Promise((done) => setTimeout(done, every));
  }
}

export const pause = (ms) => new Promise((done) => setTimeout(done, ms));
