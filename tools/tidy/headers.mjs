// Every header compiles alone. One that is the first include of its own x.cpp or x_test.cpp is shown to do so by the
// build; the others are compiled here, and remembered by the contents of everything they include.
import { createHash } from "node:crypto";
import { runProgram, together } from "../suite/program.mjs";
import { includes } from "./tree.mjs";

const flags = ["-std=c++23", "-fsyntax-only", "-Wall", "-Wextra", "-Werror", "-Wno-restrict",
  "-DBOOST_ALL_NO_LIB", "-DBOOST_ASIO_NO_DEPRECATED", "-DSPDLOG_FMT_EXTERNAL", '-DLYCEUM_VERSION="0"', "-Isrc", "-x", "c++", "/dev/null", "-include"];

// The file and all project files that it includes, itself or through others.
export function closure(byPath, path) {
  const seen = new Set(), waiting = [path];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (seen.has(next)) continue;
    seen.add(next);
    const file = byPath.get(next);
    if (file) waiting.push(...includes(file).map((included) => `src/${included.path}`).filter((p) => byPath.has(p)));
  }
  return [...seen].sort();
}

export function digestOf(byPath, path, salt = "") {
  const hash = createHash("sha256").update(salt);
  for (const name of closure(byPath, path)) hash.update(name).update(byPath.get(name)?.text ?? "");
  return hash.digest("hex");
}

function shownByTheBuild(byPath, path) {
  const stem = path.slice(0, -".hpp".length);
  return [`${stem}.cpp`, `${stem}_test.cpp`].some((name) => {
    const first = byPath.get(name)?.text.match(/^\s*#\s*include\s+["<]([^">]+)/m);
    return first && `src/${first[1]}` === path;
  });
}

export async function headerComplaints(tree, known, jobs) {
  const byPath = new Map(tree.map((file) => [file.path, file]));
  const headers = tree.filter((file) => file.extension === ".hpp" && file.path.startsWith("src/"));
  const complaints = headers
    .filter(({ text }) => !/^\/\/[^\n]*\n/.test(text) || !/^#pragma once$/m.test(text))
    .map(({ path }) => `${path}: begins with a comment that says what it is for, then #pragma once`);
  const alone = headers.filter(({ path }) => !shownByTheBuild(byPath, path));
  await together(alone, jobs, async ({ path }) => {
    const key = `header ${digestOf(byPath, path, flags.join(" "))}`;
    if (!known.has(key)) {
      const { code, output } = await runProgram("g++", [...flags, path], { seconds: 120 });
      if (code !== 0) return complaints.push(`${path} does not compile alone:\n${output.slice(0, 2000)}`);
    }
    known.keep(key);
  });
  return complaints;
}
