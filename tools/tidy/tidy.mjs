// Is the house in order? Layers, sizes, banned calls, self-contained headers, format, names. An ordinary test:
//   ./test tidy            or, alone:  node tools/tidy/tidy.mjs [PARTS]
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { bannedComplaints, homeComplaints, promiseComplaints } from "./banned.mjs";
import { dependencyComplaints, nameComplaints, pathComplaints } from "./documents.mjs";
import { formatComplaints } from "./format.mjs";
import { headerComplaints } from "./headers.mjs";
import { layerComplaints, parseParts } from "./layers.mjs";
import { proveRules } from "./proof.mjs";
import { sizeComplaints, sizeSummary } from "./sizes.mjs";
import { readTree } from "./tree.mjs";

// What was found in order before: keys of contents. Only those kept in this run are written back.
export function openCache(path) {
  let before = new Set();
  try {
    before = new Set(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    // none yet: everything is checked
  }
  const kept = new Set();
  return {
    has: (key) => before.has(key),
    keep: (key) => kept.add(key),
    write() {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, JSON.stringify([...kept]));
    },
  };
}

// → {rules: [{name, complaints}], sizes: a line for people}
export async function check({ parts, cache, jobs }) {
  const tree = readTree(".");
  const known = openCache(cache);
  const declared = parseParts(readFileSync(parts, "utf8"));
  const ratchet = JSON.parse(readFileSync(new URL("ratchet.json", import.meta.url), "utf8"));
  const rules = [
    { name: "the rules catch what they are for", complaints: proveRules() },
    { name: "includes follow the declared parts and layers", complaints: layerComplaints(tree, declared) },
    { name: "files and functions are of a readable size", complaints: sizeComplaints(tree, ratchet) },
    { name: "no banned call", complaints: bannedComplaints(tree) },
    { name: "outside libraries stay in their parts", complaints: homeComplaints(tree) },
    { name: "promises have an owner and a reason", complaints: promiseComplaints(tree) },
    { name: "no path of one machine", complaints: pathComplaints(tree) },
    { name: "names say what is inside", complaints: nameComplaints(tree) },
    { name: "every dependency is explained", complaints: dependencyComplaints(tree) },
    { name: "headers are self-contained manuals", complaints: await headerComplaints(tree, known, jobs) },
    { name: "C++ is formatted", complaints: await formatComplaints(tree, known, jobs) },
  ];
  known.write();
  return { rules, sizes: sizeSummary(tree) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.chdir(fileURLToPath(new URL("../..", import.meta.url)));
  const { rules, sizes } = await check({ parts: process.argv[2] ?? "build/dev/parts.txt", cache: "build/tidy-cache.json", jobs: cpus().length });
  for (const { name, complaints } of rules) {
    console.log(`${complaints.length === 0 ? "ok     " : "FAILED "} ${name}`);
    for (const complaint of complaints) console.log(`        ${complaint}`);
  }
  console.log(sizes);
  process.exit(rules.every(({ complaints }) => complaints.length === 0) ? 0 : 1);
}
