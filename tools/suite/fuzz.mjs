// Every libFuzzer target for a short while, from its corpus. What it finds is left in build/fuzz/finds/. A program that
// has not changed since it ran so long without a find is not run, nor counted, unless fuzzing is all that is asked for.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { runProgram, together } from "./program.mjs";

const build = "build/fuzz";

export async function run({ only, seconds, jobs, whole }, report) {
  const programs = existsSync(`${build}/fuzz`) ? readdirSync(`${build}/fuzz`).filter((name) => /^fuzz_\w+$/.test(name) && name.includes(only)) : [];
  mkdirSync(`${build}/finds`, { recursive: true });
  await together(programs, jobs, async (program) => {
    const name = program.replace("fuzz_", "");
    const grown = `${build}/corpus/${name}`, kept = `fuzz/corpus/${name}`;
    mkdirSync(grown, { recursive: true });
    const note = `${build}/corpus/${name}.ran`;
    const version = `${createHash("sha256").update(readFileSync(`${build}/fuzz/${program}`)).digest("hex")} ${seconds}`;
    if (whole && existsSync(note) && readFileSync(note, "utf8") === version) return console.log(`   ${name}: unchanged`);
    const { code, output } = await runProgram(`${build}/fuzz/${program}`, [
      `-max_total_time=${seconds}`, "-timeout=5", "-rss_limit_mb=1024", "-max_len=65536", "-print_final_stats=1",
      `-artifact_prefix=${build}/finds/${name}-`, grown, ...(existsSync(kept) ? [kept] : []),
    ], { seconds: seconds + 60 });
    const runs = output.match(/number_of_executed_units: (\d+)/)?.[1];
    report({ name, ok: code === 0, output: output.split("\n").slice(-60).join("\n") });
    if (code === 0) writeFileSync(note, version);
    if (code === 0) console.log(`   ${name}: ${runs} inputs`);
  });
}
