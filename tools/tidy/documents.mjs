// What the words of the tree must keep: no path of somebody's machine, no folder without a meaning, every dependency named.
const machinePath = /(?<![\w.:/-])\/(?:work|root|tmp|home|Users)\/[\w.-]+/;
const emptyNames = new Set(["core", "common", "util", "utils", "helper", "helpers", "manager", "misc"]);

export function pathComplaints(tree) {
  return tree.flatMap((file) => file.text.split("\n").flatMap((line, i) => {
    const found = line.match(machinePath);
    return found ? [`${file.path}:${i + 1}: ${found[0]} is a path of one machine`] : [];
  }));
}

export function nameComplaints(tree) {
  return tree.flatMap(({ path }) => {
    const parts = path.split("/");
    const wrong = parts.map((part) => part.replace(/\.\w+$/, "")).find((part) => emptyNames.has(part));
    return wrong ? [`${path}: "${wrong}" says nothing about what is inside`] : [];
  });
}

export function dependencyComplaints(tree) {
  const read = (path) => tree.find((file) => file.path === path)?.text;
  const told = read("docs/dependencies.md") ?? "";
  const packages = (read("tools/packages.txt") ?? "").split("\n").filter((line) => line && !line.startsWith("#"));
  const debian = packages.map((line) => line.split("|")[1].trim());
  const npm = ["web/package.json", "tests/package.json"].filter(read).flatMap((path) => {
    const { dependencies = {}, devDependencies = {} } = JSON.parse(read(path));
    return [...Object.keys(dependencies), ...Object.keys(devDependencies)];
  });
  return [...debian, ...npm].filter((name) => !told.includes(`\`${name}\``)).map((name) => `docs/dependencies.md does not name \`${name}\``);
}
