// What `npm run check` does in web/, in three steps, so that vitest's own counts are taken over.
import { readFileSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { runProgram } from "./program.mjs";

const plain = { NO_COLOR: "1", FORCE_COLOR: "0", CI: "1" };
const inWeb = (file, args, seconds) => runProgram(file, args, { cwd: "web", seconds, env: plain });

async function vitest(only, report) {
  const file = resolve("build/web-tests.json");
  rmSync(file, { force: true });
  const { code, output } = await inWeb("node_modules/.bin/vitest", ["run", "--reporter=json", `--outputFile=${file}`, ...(only ? [only] : [])], 300);
  let found;
  try {
    found = JSON.parse(readFileSync(file, "utf8")).testResults;
  } catch {
    return report({ name: "vitest", ok: false, output });
  }
  for (const suite of found) {
    const name = suite.name.replace(/.*\/src\//, "");
    if (suite.assertionResults.length === 0) report({ name, ok: suite.status === "passed", output: suite.message });
    for (const test of suite.assertionResults) {
      if (test.status === "passed" || test.status === "failed")
        report({ name: `${name} ${test.fullName}`, ok: test.status === "passed", output: test.failureMessages.join("\n") });
    }
  }
  if (code !== 0 && found.every((suite) => suite.status === "passed")) report({ name: "vitest (exit)", ok: false, output });
}

export async function run({ only }, report) {
  const types = await inWeb("npm", ["run", "types"], 60);
  if (types.code !== 0) return report({ name: "types from the room's schema", ok: false, output: types.output });
  await vitest(only, report);
  if (only) return;
  const check = await inWeb("node_modules/.bin/vue-tsc", ["--noEmit"], 300);
  report({ name: "vue-tsc", ok: check.code === 0, output: check.output });
  const lint = await inWeb("npm", ["run", "lint"], 120);
  report({ name: "lint", ok: lint.code === 0, output: lint.output });
}
