// clang-tidy over every C++ source of src/ and bench/, with .clang-tidy; remembered by the contents of all it includes.
import { openCache } from "../tidy/tidy.mjs";
import { digestOf } from "../tidy/headers.mjs";
import { readTree } from "../tidy/tree.mjs";
import { runProgram, together } from "./program.mjs";

// bench/ includes itself by its name; nobody waits for a test's vector to grow; the analyzer takes the copies of a function
// inside CLI11 for lost, at a place that is not ours to mark.
const more = (path) => ({
  flags: path.startsWith("bench/") ? ["-I."] : [],
  checks: path.endsWith("_test.cpp") ? ["--checks=-performance-*"]
    : path === "src/app/cli/cli.cpp" ? ["--checks=-clang-analyzer-cplusplus.NewDeleteLeaks"] : [],
});

// As in cmake/Compiler.cmake: clang 16 takes libstdc++'s <expected> only when told that concepts are complete.
const flags = ["-std=c++2b", "-Isrc", "-isystem", "/usr/include/postgresql", "-U__cpp_concepts", "-D__cpp_concepts=202002L", "-w",
  "-DBOOST_ALL_NO_LIB", "-DBOOST_ASIO_NO_DEPRECATED", "-DSPDLOG_FMT_EXTERNAL", '-DLYCEUM_VERSION="0"', '-DLYCEUM_OPENAPI_FILE="src/api/openapi.json"'];

export async function run({ only, jobs }, report) {
  const tree = readTree(".");
  const byPath = new Map(tree.map((file) => [file.path, file]));
  const rules = (byPath.get(".clang-tidy")?.text ?? "") + flags.join(" ");
  const known = openCache("build/lint-cache.json");
  const sources = tree.filter(({ path }) => /^(src|bench)\/.*\.cpp$/.test(path) && path.includes(only));
  await together(sources, jobs, async ({ path }) => {
    const own = more(path);
    const key = `lint ${digestOf(byPath, path, rules + [...own.flags, ...own.checks].join(" "))}`;
    if (!known.has(key)) {
      const { code, output } = await runProgram("clang-tidy-16", ["--quiet", ...own.checks, path, "--", ...flags, ...own.flags], { seconds: 300 });
      if (code !== 0) return report({ name: path, ok: false, output: output.slice(0, 6000) });
    }
    known.keep(key);
    report({ name: path, ok: true });
  });
  if (!only) known.write();
}
