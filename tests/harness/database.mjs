// Where a scenario keeps its database.
import { execFileSync } from "node:child_process";
import { startPostgres } from "../../tools/suite/postgres.mjs";

export const engines = ["SQLite", "PostgreSQL"];

// → the `store` of startServer: the URL of a PostgreSQL server of the scenario's own; empty for SQLite, which is in the
// data folder.
export async function databaseOn(t, engine) {
  return engine === "PostgreSQL" ? (await postgres(t)).url : "";
}

// What an administrator types at the database; → what it answers.
export const sql = (url, text) => execFileSync("/usr/lib/postgresql/15/bin/psql", ["-XAtq", "-v", "ON_ERROR_STOP=1", url], { input: text, encoding: "utf8" }).trim();

// → {url, order("kill" | "stop" | "start")}, ended with the scenario.
export async function postgres(t) {
  const server = await startPostgres();
  t.defer(() => server.end());
  return server;
}
