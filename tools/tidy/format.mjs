// The format of C++ files: clang-format 14 with the .clang-format of the tree, remembered by contents.
import { createHash } from "node:crypto";
import { runProgram, together } from "../suite/program.mjs";
import { isCpp } from "./tree.mjs";

const batch = 20;

export async function formatComplaints(tree, known, jobs) {
  const style = tree.find(({ path }) => path === ".clang-format")?.text ?? "";
  const keyOf = (file) => `format ${createHash("sha256").update(style).update(file.text).digest("hex")}`;
  const files = tree.filter(isCpp);
  const fresh = files.filter((file) => !known.has(keyOf(file)));
  const wrong = new Set(), complaints = [];
  const batches = Array.from({ length: Math.ceil(fresh.length / batch) }, (_, i) => fresh.slice(i * batch, (i + 1) * batch));
  await together(batches, jobs, async (some) => {
    const { code, output } = await runProgram("clang-format-14", ["--dry-run", "-Werror", ...some.map(({ path }) => path)], { seconds: 120 });
    if (code === 0) return;
    for (const { path } of some) if (output.includes(`${path}:`)) wrong.add(path);
    if (!some.some(({ path }) => wrong.has(path))) complaints.push(output);
  });
  for (const file of files) if (!wrong.has(file.path)) known.keep(keyOf(file));
  return [...complaints, ...[...wrong].sort().map((path) => `${path}: run clang-format-14 -i ${path}`)];
}
