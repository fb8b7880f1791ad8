// A PostgreSQL server for tests (tools/trial-postgres), in a process of its own that ends with this one.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const script = fileURLToPath(new URL("../trial-postgres", import.meta.url));

// → {url, order(text), end()}; order("kill" | "stop" | "start") resolves when it is done.
export async function startPostgres() {
  const child = spawn(script, { stdio: ["pipe", "pipe", "inherit"] });
  const ended = new Promise((done) => child.once("close", done));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async (wanted) => {
    const { value = "it ended" } = await lines.next();
    if (!value.startsWith(wanted)) throw new Error(`PostgreSQL for tests: ${value}`);
    return value;
  };
  const url = (await answer("ready ")).slice("ready ".length);
  return {
    url,
    order: (text) => {
      child.stdin.write(`${text}\n`);
      return answer({ kill: "killed", stop: "stopped", start: "ready" }[text]);
    },
    end: () => {
      child.stdin.end();
      return ended;
    },
  };
}
