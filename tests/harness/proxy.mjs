// Caddy and nginx in front of a server, as deploy/ ships their settings: only names, ports and folders are replaced.
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { certificate } from "./certificate.mjs";
import { until } from "./scenario.mjs";

const shipped = (name) => readFileSync(fileURLToPath(new URL(`../../deploy/${name}`, import.meta.url)), "utf8");

// All of them replaced, each at least once: a sample that has changed must not be tested by halves.
function changed(text, changes) {
  for (const [from, to] of changes) {
    if (!text.includes(from)) throw new Error(`the sample no longer has: ${from}`);
    text = text.replaceAll(from, to);
  }
  return text;
}

export const freePort = () => new Promise((done) => {
  const socket = createServer().listen(0, "127.0.0.1", () => {
    const { port } = socket.address();
    socket.close(() => done(port));
  });
});

// It has no certificate of the world's: one for localhost, by itself.
function caddy(folder, { port, to }) {
  writeFileSync(join(folder, "Caddyfile"), changed(shipped("Caddyfile"), [
    ["\n{\n", "\n{\n\tadmin off\n\tskip_install_trust\n\tauto_https disable_redirects\n\tdefault_bind 127.0.0.1\n"],
    ["respond @foreign", "tls cert.pem key.pem\n\trespond @foreign"],
  ]));
  return { command: "caddy", args: ["run", "--config", "Caddyfile"], env: { SITE: `https://localhost:${port}`, LYCEUM: to, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder } };
}

function nginx(folder, { port, to, plain }) {
  const site = changed(shipped("nginx.conf"), [
    ["server 127.0.0.1:8080;", `server ${to};`], ["listen 80;", `listen 127.0.0.1:${plain};`], ["\tlisten [::]:80;\n", ""],
    ["listen 443 ssl http2;", `listen 127.0.0.1:${port} ssl http2;`], ["\tlisten [::]:443 ssl http2;\n", ""], ["class.example.org;", "localhost;"],
    ["/etc/letsencrypt/live/class.example.org/fullchain.pem", join(folder, "cert.pem")],
    ["/etc/letsencrypt/live/class.example.org/privkey.pem", join(folder, "key.pem")], ["/var/log/nginx/", `${folder}/`],
  ]);
  const places = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((kind) => `${kind}_temp_path ${folder}/${kind};`).join("\n");
  writeFileSync(join(folder, "nginx.conf"), `daemon off;\nmaster_process off;\npid ${folder}/nginx.pid;\nerror_log ${folder}/start.log;
events { worker_connections 1024; }\nhttp {\n${places}\naccess_log ${folder}/access.log;\n${site}}\n`);
  return { command: "/usr/sbin/nginx", args: ["-c", join(folder, "nginx.conf"), "-p", folder, "-e", join(folder, "start.log")], env: {} };
}

const kinds = { caddy, nginx };
export const proxies = Object.keys(kinds);

// Starts one in front of `to` (host:port) → {url, pid, folder, logs()}: logs() is all that it
// has written, anywhere in its folder.
export async function startProxy(t, kind, folder, { port, to }) {
  mkdirSync(folder, { recursive: true });
  certificate(folder, "localhost");
  const { command, args, env } = kinds[kind](folder, { port, to, plain: await freePort() });
  const child = spawn(command, args, { cwd: folder, env: { PATH: process.env.PATH, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  let said = "", ended = false;
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => { said += text; });
  const end = new Promise((done) => child.once("close", () => { ended = true; done(); }));
  const logs = () => said + readdirSync(folder).filter((name) => name.endsWith(".log")).map((name) => readFileSync(join(folder, name), "utf8")).join("");
  let last = "";
  t.defer(async () => {
    child.kill("SIGTERM");
    const limit = setTimeout(() => child.kill("SIGKILL"), 3000);
    await end;
    clearTimeout(limit);
    last = logs();
  });
  t.note(() => `--- ${kind} ---\n${last.slice(-3000)}`);
  const url = `https://localhost:${port}`;
  await until(`${kind} at ${url}`, async () => {
    if (ended) throw new Error(`${kind} ended:\n${logs()}`);
    return fetch(`${url}/healthz`).then(({ status }) => status === 200, () => false);
  });
  return { url, pid: child.pid, folder, logs };
}
