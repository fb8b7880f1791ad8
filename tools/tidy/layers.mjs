// Compares the real #includes with what the parts declare (parts.txt of the build: part;layer;used part;…).
import { includes, isCpp, isTest } from "./tree.mjs";

export function parseParts(text) {
  const parts = new Map();
  for (const line of text.split("\n").filter(Boolean)) {
    const [name, layer, ...uses] = line.split(";");
    parts.set(name, { name, top: name.split("/")[0], layer: Number(layer), uses: new Set(uses.filter(Boolean)) });
  }
  return parts;
}

// The part that a path below src/ belongs to: the longest folder that is one.
function partOf(parts, path) {
  for (let folder = path; folder.includes("/");) {
    folder = folder.slice(0, folder.lastIndexOf("/"));
    if (parts.has(folder)) return parts.get(folder);
  }
  return undefined;
}

// TEST_USES of a part's CMakeLists.txt.
function testUses(tree, part) {
  const list = tree.find((file) => file.path === `src/${part.name}/CMakeLists.txt`)?.text ?? "";
  const found = list.match(/TEST_USES\s+([^)A-Z]*)/);
  return new Set(found ? found[1].split(/\s+/).filter(Boolean) : []);
}

// Everything that a part reaches through the parts it uses.
function reached(parts, names) {
  const all = new Set(), waiting = [...names];
  while (waiting.length > 0) {
    const name = waiting.pop();
    if (all.has(name)) continue;
    all.add(name);
    waiting.push(...(parts.get(name)?.uses ?? []));
  }
  return all;
}

function whyNot(from, to) {
  if (to.layer > from.layer) return `points upward, from layer ${from.layer} to ${to.layer}`;
  if (to.layer === from.layer && to.top !== from.top) return `joins two top folders on layer ${from.layer}`;
  return null;
}

function complainAbout(tree, parts, file) {
  const from = partOf(parts, file.path.slice("src/".length));
  if (!from) return [`${file.path}: belongs to no part`];
  const allowed = isTest(file) ? reached(parts, [...from.uses, ...testUses(tree, from)]) : from.uses;
  return includes(file).flatMap(({ line, path }) => {
    const to = partOf(parts, path);
    const place = `${file.path}:${line}: "${path}"`;
    if (!to) return tree.some((other) => other.path === `src/${path}`) ? [`${place} belongs to no part`] : [];
    if (to === from) return [];
    const wrong = isTest(file) ? null : whyNot(from, to);
    if (wrong) return [`${place} ${wrong}`];
    return allowed.has(to.name) ? [] : [`${place}: ${from.name} does not declare that it uses ${to.name}`];
  });
}

function cycles(parts) {
  return [...parts.values()]
    .filter((part) => reached(parts, part.uses).has(part.name))
    .map((part) => `${part.name} uses itself through ${[...part.uses].join(", ")}`);
}

export function layerComplaints(tree, parts) {
  // The program itself is no part: it may use all of them.
  const sources = tree.filter((file) => isCpp(file) && file.path.startsWith("src/") && file.path !== "src/app/main.cpp");
  return [...sources.flatMap((file) => complainAbout(tree, parts, file)), ...cycles(parts)];
}
