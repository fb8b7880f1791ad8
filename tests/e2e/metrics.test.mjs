// Prometheus watches a class: every panel of the dashboard and every alert that we ship finds what it asks for.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { publish } from "../harness/encoder.mjs";
import { watchFlv } from "../harness/flv.mjs";
import { call, liveLesson, person, playback } from "../harness/people.mjs";
import { promtool, shippedFile, startPrometheus } from "../harness/prometheus.mjs";
import { joinRoom } from "../harness/room.mjs";
import { scenario, until } from "../harness/scenario.mjs";
import { dataFolder, startServer } from "../harness/server.mjs";

await scenario("the alerts come when they should, and not before", async () => {
  for (const check of [["check", "rules", shippedFile("alerts.yml")], ["check", "config", "--syntax-only", shippedFile("prometheus.yml")],
    ["test", "rules", fileURLToPath(new URL("../alerts/alerts_test.yml", import.meta.url))]]) {
    const { ok, text } = promtool(...check);
    assert.ok(ok, text);
  }
});

// Names in an expression that are ours, or those of the process.
const namesIn = (expr) => [...new Set(expr.match(/\b(lyceum|process)_\w+/g))];
const onlyOfPostgres = ["lyceum_store_reachable", "lyceum_store_repeats_total"];

await scenario("every query of the dashboard and every alert finds series while a class runs", async (t) => {
  const server = await startServer(t);
  const { lesson, url } = await liveLesson(server);
  const learner = await person(server);
  publish(t, url);
  await joinRoom(t, server, lesson, learner.token);
  const { flv } = await playback(server, lesson, learner.token);
  await until("the FLV stream", () => watchFlv(t, flv).catch(() => null), { seconds: 20, every: 500 });
  // What becomes of key frames is counted from the first picture on.
  await until("a picture of the class", async () => /^lyceum_worker_orders_total\{outcome="drawn"\}/m.test((await call(server, "GET", "/metrics")).text), { seconds: 20, every: 500 });
  const { query, rules } = await startPrometheus(t, join(dataFolder(t), "prometheus"), server);

  const { panels, templating } = JSON.parse(readFileSync(shippedFile("grafana.json"), "utf8"));
  const ids = panels.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length, "two panels have the same number");
  assert.deepEqual(templating.list.map(({ name }) => name), ["source", "instance"]);
  const silent = [];
  for (const { title, targets, gridPos } of panels) {
    assert.ok(gridPos.x + gridPos.w <= 24, `${title} is wider than the page`);
    for (const { expr } of targets) if ((await query(expr.replaceAll("$instance", ".+"))).length === 0) silent.push(`${title}: ${expr}`);
  }
  const alerts = await until("the first evaluation", async () => { const found = await rules(); return found.every(({ health }) => health === "ok") && found; });
  for (const { name, query: expr } of alerts)
    for (const metric of namesIn(expr)) if (!onlyOfPostgres.includes(metric) && (await query(metric)).length === 0) silent.push(`${name}: ${metric}`);
  assert.deepEqual(silent, []);
  assert.deepEqual(alerts.filter(({ state }) => state === "firing").map(({ name }) => name), []);
});
