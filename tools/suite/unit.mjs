// The unit tests: every program of build/dev/tests.txt, with GoogleTest's own counts.
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { runProgram, together } from "./program.mjs";

const build = "build/dev";

function tests(report) {
  return report.testsuites.flatMap((suite) => suite.testsuite.map((test) => ({ name: `${suite.name}.${test.name}`, ...test })));
}

export async function run({ only, jobs }, report) {
  const results = `${build}/test-results`;
  mkdirSync(results, { recursive: true });
  const programs = readFileSync(`${build}/tests.txt`, "utf8").split("\n").filter((name) => name && name.includes(only));
  await together(programs, jobs, async (program) => {
    const file = `${results}/${program}.json`;
    rmSync(file, { force: true });
    const { code, output } = await runProgram(`${build}/tests/${program}`, [`--gtest_output=json:${file}`, "--gtest_brief=1"], { seconds: 180 });
    let found = [];
    try {
      found = tests(JSON.parse(readFileSync(file, "utf8")));
    } catch {
      report({ name: program, ok: false, output }); // it crashed, or hung
      return;
    }
    for (const { name, failures, result } of found) {
      if (result === "SKIPPED") continue;
      report({ name: `${program} ${name}`, ok: !failures, output: failures?.map(({ failure }) => failure).join("\n") });
    }
    if (code !== 0 && !found.some(({ failures }) => failures)) report({ name: `${program} (exit)`, ok: false, output });
  });
}
