// The server's worker process, as the kernel shows it.
import { readdirSync, readFileSync } from "node:fs";

const read = (path) => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return ""; // it has just ended
  }
};

// The processes that this one has started and that have not ended.
export function childrenOf(pid) {
  let threads = [];
  try {
    threads = readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
  const children = threads.flatMap((thread) => read(`/proc/${pid}/task/${thread}/children`).trim().split(" ").filter(Boolean).map(Number));
  return children.filter((child) => !/^State:\s+Z/m.test(read(`/proc/${child}/status`)));
}

export const commandOf = (pid) => read(`/proc/${pid}/cmdline`).split("\0").filter(Boolean);
export const statusOf = (pid) => read(`/proc/${pid}/status`);

// Width and height that a JPEG says it has (its SOF0 marker); null: it is none.
export function jpegSize(bytes) {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; at += 2 + bytes.readUInt16BE(at + 2))
    if (bytes[at + 1] >= 0xc0 && bytes[at + 1] <= 0xc2) return [bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5)];
  return null;
}
