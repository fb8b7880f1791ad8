// The files of the tree, read once, and what several rules want to know about them.
import { readFileSync, readdirSync } from "node:fs";
import { extname, join } from "node:path";

const skipped = new Set([".git", "node_modules", "dist", "generated", "corpus"]);
const skippedAtTop = new Set(["build", "data"]); // results, and a site's data; further down they are parts like others
const textual = new Set([".hpp", ".cpp", ".mjs", ".ts", ".vue", ".css", ".html", ".json", ".md", ".txt", ".sh", ".cmake", ".toml", ".sql", ".yml", ""]);

function* walk(root, folder) {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = folder ? `${folder}/${entry.name}` : entry.name;
    const results = skipped.has(entry.name) || (folder === "" && skippedAtTop.has(entry.name));
    if (entry.isDirectory() && !results) yield* walk(root, path);
    else if (entry.isFile() && textual.has(extname(entry.name))) yield path;
  }
}

// → [{path, extension, text, lines}], sorted by path.
export function readTree(root) {
  return [...walk(root, "")].sort().map((path) => {
    const text = readFileSync(join(root, path), "utf8");
    return { path, extension: extname(path), text, lines: text.split("\n").length - (text.endsWith("\n") ? 1 : 0) };
  });
}

export const isCpp = (file) => file.extension === ".hpp" || file.extension === ".cpp";
export const isTest = (file) => /_(?:test|fixture)\.(?:cpp|hpp)$/.test(file.path);

// The same text with comments blanked out, and the contents of strings too if asked: every line keeps its number.
export function withoutComments(text, { strings = true } = {}) {
  const token = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|R"([^(\s]*)\([\s\S]*?\)\1"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])'/g;
  return text.replace(token, (found) => {
    if (found.startsWith("/")) return found.replace(/[^\n]/g, " ");
    if (!strings || found.length < 2) return found;
    return '"' + found.slice(1, -1).replace(/[^\n]/g, " ") + '"';
  });
}

// The project files that a C++ file includes: [{line, path}], path from src/.
export function includes(file) {
  return file.text.split("\n").flatMap((line, i) => {
    const found = line.match(/^\s*#\s*include\s+"([^"]+)"/);
    return found ? [{ line: i + 1, path: found[1] }] : [];
  });
}

export const outsideIncludes = (file) => file.text.split("\n").flatMap((line, i) => {
  const found = line.match(/^\s*#\s*include\s+<([^>]+)>/);
  return found ? [{ line: i + 1, path: found[1] }] : [];
});
