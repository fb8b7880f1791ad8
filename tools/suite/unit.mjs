// The unit tests: every program of build/dev/tests.txt, with GoogleTest's own counts. NAME@postgres is the program NAME on
// a PostgreSQL server that is started for all of them.
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { startPostgres } from "./postgres.mjs";
import { runProgram, together } from "./program.mjs";

const build = "build/dev";

function tests(report) {
  return report.testsuites.flatMap((suite) => suite.testsuite.map((test) => ({ name: `${suite.name}.${test.name}`, ...test })));
}

async function runTests(program, server, report) {
  const file = `${build}/test-results/${program}.json`;
  rmSync(file, { force: true });
  const [name, engine] = program.split("@");
  const env = engine ? { LYCEUM_TEST_POSTGRES: server.url } : {};
  const { code, output } = await runProgram(`${build}/tests/${name}`, [`--gtest_output=json:${file}`, "--gtest_brief=1"], { seconds: 180, env });
  let found = [];
  try {
    found = tests(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    report({ name: program, ok: false, output }); // it crashed, or hung
    return;
  }
  for (const { name: test, failures, result } of found) {
    if (result === "SKIPPED") continue;
    report({ name: `${program} ${test}`, ok: !failures, output: failures?.map(({ failure }) => failure).join("\n") });
  }
  if (code !== 0 && !found.some(({ failures }) => failures)) report({ name: `${program} (exit)`, ok: false, output });
}

export async function run({ only, jobs }, report) {
  mkdirSync(`${build}/test-results`, { recursive: true });
  const programs = readFileSync(`${build}/tests.txt`, "utf8").split("\n").filter((name) => name && name.includes(only));
  const server = programs.some((name) => name.endsWith("@postgres")) ? await startPostgres() : null;
  try {
    await together(programs, jobs, (program) => runTests(program, server, report));
  } finally {
    await server?.end();
  }
}
