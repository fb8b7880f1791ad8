// People of a test, each signed in, and what they do through the API.
const passwords = "correct-horse-battery";
let counter = 0;

// Any call of the HTTP API → {status, headers, body}; body is parsed when it is JSON.
export async function call(server, method, path, { token, body, headers = {}, language = "en" } = {}) {
  const raw = typeof body === "string" || body instanceof Uint8Array;
  const answer = await fetch(server.http + path, {
    method,
    headers: {
      "accept-language": language,
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body !== undefined && !raw ? { "content-type": "application/json" } : {}),
      ...headers,
    },
    body: body === undefined || raw ? body : JSON.stringify(body),
    redirect: "manual",
    signal: AbortSignal.timeout(20_000),
  });
  const text = await answer.text();
  const json = /json/.test(answer.headers.get("content-type") ?? "");
  return { status: answer.status, headers: answer.headers, text, body: json && text ? JSON.parse(text) : text };
}

// A call that must succeed; its body.
async function must(server, method, path, options) {
  const answer = await call(server, method, `/api/v1${path}`, options);
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
  return answer.body;
}

// role: "operator", "lecturer" or null.
export async function person(server, role = null, name = `Person ${++counter}`) {
  const login = `${role ?? "learner"}-${++counter}`;
  const args = ["account", "add", login, "--name", name, "--password-stdin", ...(role ? [`--${role}`] : [])];
  const added = await server.admin(args, `${passwords}\n`);
  if (added.code !== 0) throw new Error(`account add: ${added.err || added.out}`);
  const { account, token } = await must(server, "POST", "/sessions", { body: { login, password: passwords } });
  const api = (method, path, body) => must(server, method, path, { token, body });
  return { login, name, password: passwords, token, id: account.id, api };
}

// A free live lesson of a new lecturer that has begun → {lecturer, lesson, key, url}: url is where an encoder publishes.
export async function liveLesson(server, { start = true, ...fields } = {}) {
  const lecturer = await person(server, "lecturer", "Ms Lin");
  const lesson = await lecturer.api("POST", "/lessons", { title: "How bridges stand", kind: "live", access: { kind: "free" }, ...fields });
  if (start) await lecturer.api("POST", `/lessons/${lesson.id}/start`);
  const { key } = await lecturer.api("GET", `/lessons/${lesson.id}/ingest`);
  return { lecturer, lesson, key, url: `rtmp://${server.rtmp}/live/${key}` };
}

// Where this person may watch a lesson, by name; absolute URLs.
export async function playback(server, lesson, token) {
  const places = await must(server, "GET", `/lessons/${lesson.id}/playback`, { token });
  return Object.fromEntries(Object.entries(places).map(([name, place]) => [name, new URL(place, server.http).href]));
}

// The playlist of a lesson as this person may watch it; an absolute URL.
export const playlist = async (server, lesson, token) => (await playback(server, lesson, token)).hls;
