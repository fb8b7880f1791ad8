// Small trees that break one rule each: a rule that lets its own bad example pass is broken itself.
import { bannedComplaints, homeComplaints, promiseComplaints } from "./banned.mjs";
import { nameComplaints, pathComplaints } from "./documents.mjs";
import { layerComplaints, parseParts } from "./layers.mjs";
import { functionSizes, sizeComplaints } from "./sizes.mjs";

const file = (path, text) => ({ path, text, extension: path.match(/\.\w+$/)?.[0] ?? "", lines: text.split("\n").length });
const parts = parseParts("base/time;0\nwire/amf;1;base/time\nmedia/hub;2;wire/amf\nroom/feed;2\nmedia/in/rtmp;3;media/hub\n");
const header = file("src/media/hub/hub.hpp", "// The hub.\n#pragma once\n");
const layered = (path, ...includes) => layerComplaints([header, file("src/room/feed/feed.hpp", ""), file(path, includes.map((i) => `#include "${i}"`).join("\n"))], parts);
const long = (count) => `namespace a {\n\nint f(int x) {\n${"  x++;\n".repeat(count)}  return x;\n}\n\n}\n`;
const under = String.fromCharCode(47); // a slash, so that no example here is itself a path

const mustComplain = {
  "an upward include": layered("src/wire/amf/a.cpp", "media/hub/hub.hpp"),
  "an include across top folders": layered("src/room/feed/feed.cpp", "media/hub/hub.hpp"),
  "an include that is not declared": layered("src/media/in/rtmp/a.cpp", "media/hub/hub.hpp", "room/feed/feed.hpp"),
  "parts in a circle": layerComplaints([], parseParts("a/x;1;a/y\na/y;1;a/x\n")),
  "a long file": sizeComplaints([file("src/a.cpp", "\n".repeat(700))], {}),
  "a long function": sizeComplaints([file("src/a.cpp", long(80))], {}),
  "a ratchet that could be lower": sizeComplaints([file("src/a.cpp", long(80))], { "src/a.cpp f": 100 }),
  "a banned call": bannedComplaints([file("src/a.cpp", "int n = atoi(text);")]),
  "sleeping": bannedComplaints([file("src/room/feed/a.cpp", "std::this_thread::sleep_for(1s);")]),
  "a colour in a component": bannedComplaints([file("web/src/room/A.vue", "<style>\na { color: #fff000; }\n</style>")]),
  "Asio in a domain": homeComplaints([file("src/room/feed/a.cpp", "#include <boost/asio/io_context.hpp>")]),
  "a promise of nobody": promiseComplaints([file("src/a.cpp", `// TO${""}DO later`)]),
  "a machine's path": pathComplaints([file("src/a.cpp", `auto p = "${under}home${under}me";`)]),
  "an empty name": nameComplaints([file("src/base/utils/a.cpp", "")]),
};

const mustPass = {
  "an include of a declared lower part": layered("src/media/in/rtmp/a.cpp", "media/hub/hub.hpp"),
  "a word in a comment or a string": bannedComplaints([file("src/a.cpp", '// system("x")\nauto s = "atoi(";')]),
  "a function of ordinary length": sizeComplaints([file("src/a.cpp", long(20))], {}),
  "a class is no function": functionSizes("class A : public B {\n public:\n  A() : x_(1) {}\n\n  int x_;\n};\n").filter(({ lines }) => lines > 1),
};

export function proveRules() {
  return [
    ...Object.entries(mustComplain).filter(([, found]) => found.length === 0).map(([name]) => `not caught: ${name}`),
    ...Object.entries(mustPass).filter(([, found]) => found.length > 0).map(([name, found]) => `caught for nothing: ${name}: ${JSON.stringify(found[0])}`),
  ];
}
