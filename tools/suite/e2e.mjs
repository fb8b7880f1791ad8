// Every tests/e2e/*.test.mjs in a process of its own, one after the other: they measure time.
import { mkdirSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { runProgram } from "./program.mjs";

const folder = "tests/e2e";

export async function run({ only }, report) {
  mkdirSync("build/e2e", { recursive: true });
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".test.mjs") && name.includes(only)).sort()) {
    const results = resolve(`build/e2e/${file}.json`);
    rmSync(results, { force: true });
    const { code, output } = await runProgram(process.execPath, [`${folder}/${file}`], { seconds: 400, env: { LYCEUM_RESULTS: results } });
    let found = [];
    try {
      found = readFileSync(results, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
    } catch {
      // it ended before its first result
    }
    for (const { name, ok, output: why, seconds } of found) {
      report({ name: `${file} ${name}`, ok, output: why });
      if (ok) console.log(`   ${seconds.toFixed(1).padStart(5)} s  ${name}`);
    }
    if (found.length === 0 || (code !== 0 && found.every(({ ok }) => ok))) report({ name: `${file} (exit ${code})`, ok: false, output });
  }
}
