// Every tests/e2e/*.test.mjs in a process of its own. They mostly wait, so two go at a time, the longest of the last run
// first.
import { mkdirSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { runProgram, together } from "./program.mjs";

const folder = "tests/e2e";
const resultsOf = (file) => resolve(`build/e2e/${file}.json`);

// [{name, ok, output, seconds}], or nothing when the file ended before its first result.
function readResults(file) {
  try {
    return readFileSync(resultsOf(file), "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
  } catch {
    return [];
  }
}

async function runFile(file, report) {
  rmSync(resultsOf(file), { force: true });
  const { code, output } = await runProgram(process.execPath, [`${folder}/${file}`], { seconds: 400, env: { LYCEUM_RESULTS: resultsOf(file) } });
  const found = readResults(file);
  for (const { name, ok, output: why, seconds } of found) {
    report({ name: `${file} ${name}`, ok, output: why });
    if (ok) console.log(`   ${seconds.toFixed(1).padStart(5)} s  ${name}`);
  }
  if (found.length === 0 || (code !== 0 && found.every(({ ok }) => ok))) report({ name: `${file} (exit ${code})`, ok: false, output });
}

export async function run({ only, jobs }, report) {
  mkdirSync("build/e2e", { recursive: true });
  const took = (file) => readResults(file).reduce((sum, { seconds }) => sum + seconds, 0) || Infinity;
  const files = readdirSync(folder).filter((name) => name.endsWith(".test.mjs") && name.includes(only));
  const order = new Map(files.map((file) => [file, took(file)]));
  files.sort((a, b) => (order.get(a) === order.get(b) ? a.localeCompare(b) : order.get(b) - order.get(a)));
  await together(files, Math.min(jobs, 2), (file) => runFile(file, report));
}
