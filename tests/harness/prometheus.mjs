// A real Prometheus that asks a server for its metrics, with the settings that we ship.
import { spawn, spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort } from "./proxy.mjs";
import { until } from "./scenario.mjs";

export const shippedFile = (name) => fileURLToPath(new URL(`../../deploy/${name}`, import.meta.url));

// promtool's verdict on files of ours → {ok, text}.
export function promtool(...args) {
  const { status, stdout, stderr } = spawnSync("promtool", args, { encoding: "utf8" });
  return { ok: status === 0, text: stdout + stderr };
}

// Asks every second instead of every fifteen → {query(expr): the series, rules(): [{name, health, lastError}]}.
export async function startPrometheus(t, folder, server) {
  mkdirSync(folder, { recursive: true });
  const settings = readFileSync(shippedFile("prometheus.yml"), "utf8").replaceAll("15s", "1s").replace("127.0.0.1:8080", new URL(server.http).host);
  writeFileSync(join(folder, "prometheus.yml"), settings);
  copyFileSync(shippedFile("alerts.yml"), join(folder, "alerts.yml"));
  const at = `127.0.0.1:${await freePort()}`;
  const child = spawn("prometheus", [`--config.file=${folder}/prometheus.yml`, `--storage.tsdb.path=${folder}/data`, `--web.listen-address=${at}`, "--log.level=warn"], { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (text) => { said = (said + text).slice(-4000); });
  const end = new Promise((done) => child.once("close", done));
  t.defer(() => { child.kill("SIGTERM"); setTimeout(() => child.kill("SIGKILL"), 3000).unref(); return end; });
  t.note(() => `--- Prometheus ---\n${said}`);
  const ask = async (path) => (await (await fetch(`http://${at}/api/v1/${path}`)).json()).data;
  const query = async (expr) => {
    const data = await ask(`query?query=${encodeURIComponent(expr)}`);
    if (!data) throw new Error(`Prometheus refuses: ${expr}`);
    return data.result;
  };
  await until("three scrapes", async () => Number((await query("sum(count_over_time(up[1m]))").catch(() => []))[0]?.value[1] ?? 0) >= 3, { seconds: 30 });
  return { query, rules: async () => (await ask("rules")).groups.flatMap((group) => group.rules) };
}
