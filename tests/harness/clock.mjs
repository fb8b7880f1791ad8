// A server whose time of day the test sets; the machine's own clock is left alone. What only moves forward stays true, as it does
// when an administrator sets a clock. (libfaketime moves absolute timers of the monotonic clock along: too much.)
import { execFileSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

// → {env: for startServer, set(hours): from now on, beside the true time}; what was set holds for servers that start later, too.
export function ownClock(t) {
  const folder = mkdtempSync(join(tmpdir(), "lyceum-clock-")), file = join(folder, "seconds"), library = join(folder, "clock.so");
  t.defer(() => rmSync(folder, { recursive: true, force: true }));
  execFileSync("g++", ["-std=c++20", "-O1", "-shared", "-fPIC", "-o", library, fileURLToPath(new URL("clock.cpp", import.meta.url))]);
  writeFileSync(file, Buffer.alloc(8));
  const set = (hours) => {
    const bytes = Buffer.alloc(8), descriptor = openSync(file, "r+");
    bytes.writeBigInt64LE(BigInt(hours * 3600));
    writeSync(descriptor, bytes, 0, 8, 0);
    closeSync(descriptor);
  };
  return { set, env: { LD_PRELOAD: library, LYCEUM_TEST_CLOCK: file } };
}
