// Calls that the house does without, each with what to use instead and where it may stand all the same.
import { isCpp, isTest, outsideIncludes, withoutComments } from "./tree.mjs";

const under = (...folders) => (file) => folders.some((folder) => file.path.startsWith(folder));
const nowhere = () => false;
const source = (file) => isCpp(file) && file.path.startsWith("src/");
const anyCpp = isCpp;
const page = (file) => file.path.startsWith("web/src/") && (file.extension === ".vue" || file.extension === ".css");

// pattern: on the text without comments and strings. but: where it is allowed.
export const bans = [
  { pattern: /\b(?:strcpy|strcat|sprintf|vsprintf|gets|strtok)\s*\(/, in: anyCpp, but: nowhere, instead: "std::string, fmt::format or base/bytes" },
  { pattern: /\b(?:atoi|atol|atoll|atof|strtol|strtoul|sscanf)\s*\(/, in: anyCpp, but: nowhere, instead: "std::from_chars, which says when it fails" },
  { pattern: /(?<![\w.:>]|->)(?:std::)?(?:system|popen)\s*\(/, in: anyCpp, but: nowhere, instead: "posix_spawn with a list of arguments" },
  { pattern: /\b(?:rand|srand|random_shuffle|random_device)\b\s*[({]/, in: source, but: under("src/base/secret/"), instead: "randomness given in; base/secret at the border" },
  { pattern: /\bsleep_for\b|\bsleep_until\b|\b(?:u|nano)?sleep\s*\(/, in: source, but: (file) => isTest(file) || under("src/base/flow/")(file), instead: "base/flow's Timers" },
  { pattern: /\bstd::regex\b|\bregex_(?:match|search)\b/, in: source, but: nowhere, instead: "a scanner by hand: std::regex overflows the stack on long input" },
  { pattern: /\breinterpret_cast\b/, in: source, but: (file) => isTest(file) || under("src/base/bytes/", "src/base/secret/", "src/net/", "src/store/", "src/people/secret/")(file), instead: "base/bytes: ByteReader, as_bytes, as_text" },
  { pattern: /\b(?:system_clock|steady_clock|high_resolution_clock)::now\b/, in: source, but: (file) => isTest(file) || under("src/base/time/", "src/base/log/", "src/net/", "src/store/", "src/app/")(file), instead: "the time given in, or base/time's Clock" },
  { pattern: /\bstd::(?:j?thread|async)\b(?!::)/, in: source, but: (file) => isTest(file) || under("src/base/flow/", "src/net/", "src/store/", "src/people/", "src/app/")(file), instead: "a reactor; only the store, the hasher and the reactors own threads" },
  { pattern: /\bstd::(?:cout|cerr|clog)\b|(?<![\w.:])(?:std::)?f?printf\s*\(/, in: source, but: (file) => isTest(file) || under("src/app/")(file), instead: "base/log" },
  { pattern: /\busing\s+namespace\s+(?:std|boost)\s*;/, in: anyCpp, but: nowhere, instead: "the names themselves" },
  { pattern: /\bcatch\s*\(\s*\.\.\.\s*\)\s*\{\s*\}/, in: anyCpp, but: nowhere, instead: "a log line: no error is dropped silently" },
  { pattern: /#[0-9a-fA-F]{3,8}\b(?![\w-]*["']?\s*[)>])|\brgba?\(|\bhsla?\(/, in: page, but: under("web/src/theme/"), instead: "a variable of web/src/theme" },
];

// Outside libraries that live in one place.
export const homes = [
  { include: /^boost\/(?:asio|beast)/, homes: ["src/net/"], may: [], what: "Asio and Beast" },
  { include: /^liburing/, homes: ["src/net/"], may: [], what: "liburing" },
  { include: /^sqlite3/, homes: ["src/store/"], may: [], what: "SQLite" },
  { include: /^(?:libav|libsw)/, homes: ["src/media/codec/"], may: [], what: "FFmpeg" },
  { include: /^seccomp/, homes: ["src/media/transcode/"], may: [], what: "libseccomp" },
  { include: /^libpq/, homes: ["src/store/postgres/"], may: [], what: "libpq" },
  { include: /^sodium/, homes: ["src/base/secret/", "src/people/"], may: [], what: "libsodium" },
  { include: /^spdlog/, homes: ["src/base/log/"], may: [], what: "spdlog" },
  { include: /^prometheus/, homes: ["src/base/metrics/"], may: [], what: "prometheus-cpp" },
  { include: /^toml\+\+/, homes: ["src/app/"], may: [], what: "toml++" },
  { include: /^CLI\//, homes: ["src/app/", "bench/"], may: [], what: "CLI11" },
];

function each(text, pattern, tell) {
  text.split("\n").forEach((line, i) => { if (pattern.test(line)) tell(i + 1, line.match(pattern)[0]); });
}

export function bannedComplaints(tree) {
  const complaints = [];
  for (const file of tree) {
    const rules = bans.filter((ban) => ban.in(file) && !ban.but(file));
    if (rules.length === 0) continue;
    const bare = isCpp(file) ? withoutComments(file.text) : withoutComments(file.text, { strings: false });
    for (const { pattern, instead } of rules)
      each(bare, pattern, (line, found) => complaints.push(`${file.path}:${line}: ${found.trim()} → ${instead}`));
  }
  return complaints;
}

export function homeComplaints(tree) {
  return tree.filter(source).flatMap((file) => outsideIncludes(file).flatMap(({ line, path }) =>
    homes
      .filter((home) => home.include.test(path) && !under(...home.homes)(file))
      .map((home) => `${file.path}:${line}: <${path}>: ${home.what} lives in ${home.homes.join(", ")}`)));
}

// A promise in a comment needs an owner and a reason: "TO" + "DO(name): why".
export function promiseComplaints(tree) {
  const promise = new RegExp(`\\b(?:TO${""}DO|FIX${""}ME|X${""}XX|HA${""}CK)\\b(?!\\(\\w+\\): \\S)`);
  const complaints = [];
  for (const file of tree.filter(({ extension }) => extension !== ".md" && extension !== ".json"))
    each(file.text, promise, (line, found) => complaints.push(`${file.path}:${line}: ${found} without "(owner): reason"`));
  return complaints;
}
