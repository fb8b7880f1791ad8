// Sizes of files and functions. A function is found by its braces in the formatted text, which is exact enough: what
// stands before a brace tells a namespace, a type, an initialiser and a function apart.
import { isCpp, withoutComments } from "./tree.mjs";

export const limits = { file: 600, function: 70 };
const counted = new Set([".hpp", ".cpp", ".mjs", ".ts", ".vue", ".css", ".sh", ""]);

function kindOf(before) {
  if (/\bnamespace\b|\bextern\s+"/.test(before)) return "outside";
  if (/\b(class|struct|union|enum)\b/.test(before) && !/\)\s*(const)?\s*$/.test(before)) return "outside";
  if (/\)/.test(before) && !/=\s*$/.test(before)) return "function";
  return "other";
}

// → [{name, line, lines}] of every function of a C++ text.
export function functionSizes(text) {
  const bare = withoutComments(text).replace(/^\s*#(?:.*\\\n)*.*$/gm, (found) => found.replace(/[^\n]/g, " "));
  const found = [], open = [];
  let line = 1, before = "", beforeLine = 1;
  const restart = () => { before = ""; };
  for (const letter of bare) {
    if (letter === "\n") line++;
    if (letter === "{") {
      const inside = open.some((scope) => scope.kind === "function");
      open.push({ kind: inside ? "nested" : kindOf(before), before, line: beforeLine });
      restart();
    } else if (letter === "}") {
      const scope = open.pop();
      if (scope?.kind === "function") {
        const name = scope.before.match(/([\w:~]+(?:<[^>]*>)?|operator\S+)\s*\(/)?.[1] ?? "?";
        found.push({ name, line: scope.line, lines: line - scope.line + 1 });
      }
      restart();
    } else if (letter === ";" || (letter === ":" && /^\s*(public|private|protected)\s*$/.test(before))) restart();
    else {
      if (before.trim() === "") { before = ""; beforeLine = line; }
      before += letter;
    }
  }
  return found;
}

export function sizeComplaints(tree, ratchet) {
  const complaints = [], seen = new Set();
  const judge = (key, place, size, limit, what) => {
    const allowed = ratchet[key];
    if (allowed !== undefined) seen.add(key);
    if (size > (allowed ?? limit)) complaints.push(`${place}: ${what} has ${size} lines, at most ${allowed ?? limit}`);
    else if (allowed !== undefined && size < allowed) complaints.push(`${place}: now ${size} lines; lower "${key}" in ratchet.json${size <= limit ? " (remove it)" : ""}`);
  };
  for (const file of tree.filter(({ extension }) => counted.has(extension))) {
    if (file.path === "LICENSE") continue;
    judge(file.path, file.path, file.lines, limits.file, "the file");
    if (!isCpp(file)) continue;
    for (const { name, line, lines } of functionSizes(file.text))
      judge(`${file.path} ${name}`, `${file.path}:${line}`, lines, limits.function, name);
  }
  for (const key of Object.keys(ratchet)) if (!seen.has(key)) complaints.push(`ratchet.json: "${key}" is not there any more; remove it`);
  return complaints;
}

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

// One line for people: how long files and functions are.
export function sizeSummary(tree) {
  const cpp = tree.filter(isCpp);
  const files = cpp.map((file) => file.lines).sort((a, b) => a - b);
  const functions = cpp.flatMap((file) => functionSizes(file.text).map(({ lines }) => lines)).sort((a, b) => a - b);
  const shape = (name, sorted) => `${sorted.length} ${name}: median ${at(sorted, 0.5)} lines, p90 ${at(sorted, 0.9)}, largest ${at(sorted, 1)}`;
  return `${shape("C++ files", files)}; ${shape("functions", functions)}`;
}
