// Runs the parts of ./test that are named, shows what failed with its output, and counts.
//   node tools/suite/main.mjs PART… [--only TEXT] [--seconds N]
// A part is a module with `run(options, report)`; report({name, ok, output}) counts one test.
import { cpus } from "node:os";
import { parseArgs } from "node:util";

const { values, positionals: parts } = parseArgs({
  allowPositionals: true,
  options: { only: { type: "string", default: "" }, seconds: { type: "string", default: "10" } },
});
const options = { only: values.only, seconds: Number(values.seconds), jobs: cpus().length, whole: parts.length > 1 };

let passed = 0, failed = 0;
for (const part of parts) {
  const started = Date.now();
  const before = { passed, failed };
  console.log(`\n── ${part}`);
  const report = ({ name, ok, output = "" }) => {
    if (ok) passed++;
    else {
      failed++;
      console.log(`FAILED  ${part}: ${name}\n${output.replace(/^/gm, "        ")}`);
    }
  };
  const { run } = await import(`./${part}.mjs`);
  await run(options, report).catch((problem) => report({ name: "could not be run", ok: false, output: problem.stack }));
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`   ${part}: ${passed - before.passed} passed, ${failed - before.failed} failed, ${seconds} s`);
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
