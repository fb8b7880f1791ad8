// The demo class of ./run: makes its people and lessons, draws and speaks the lecture once, then sends it for ever.
//   node tools/demo-lecture/main.mjs --lyceum BINARY --http HOST:PORT --rtmp HOST:PORT --data DIR
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openClassroom } from "./classroom.mjs";
import { renderLecture } from "./render.mjs";
import { sendLecture } from "./send.mjs";

const { values: given } = parseArgs({
  options: Object.fromEntries(["lyceum", "http", "rtmp", "data"].map((name) => [name, { type: "string" }])),
});
const stopped = new Promise((stop) => {
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
});
stopped.then(() => setTimeout(() => process.exit(0), 2000).unref());

// Where this machine reaches what the server listens on, and what a person types in a browser.
const reach = (address) => address.replace(/^(0\.0\.0\.0|\[::\]):/, "127.0.0.1:");
const typed = (address) => address.replace(/^(0\.0\.0\.0|127\.0\.0\.1|\[::1?\]):/, "localhost:");
const folder = join(given.data, "demo");
let announced = false;
const { film, cover } = await renderLecture(folder, (step) => {
  if (!announced) console.log("→ Drawing and speaking the demo lecture, once, about 20 s …");
  announced = true;
  if (process.stdout.isTTY) process.stdout.write(`\r  ${step}   `);
});
if (announced && process.stdout.isTTY) process.stdout.write("\r                    \r");

function tell({ lecturer, learner, live, own }) {
  const server = `rtmp://${typed(given.rtmp)}/live`;
  console.log(`
  The demo class is live          演示课正在直播
    Watch     观看      http://${typed(given.http)}/lessons/${live.id}
    Lecturer  讲师账号  ${lecturer.login}  ${lecturer.password}
    Learner   学员账号  ${learner.login}  ${learner.password}
  A class of your own, with OBS   用 OBS 开一堂自己的课
    Studio    开播页    http://${typed(given.http)}/lessons/${own.id}/studio
    Server    服务器    ${server}
    Stream key 推流码   ${own.key}
`);
}

try {
  const classroom = await openClassroom({ lyceum: given.lyceum, http: `http://${reach(given.http)}`, data: given.data, folder, cover });
  const sending = sendLecture(film, `rtmp://${reach(given.rtmp)}/live/${classroom.live.key}`, stopped);
  for (let i = 0; i < 40 && !(await classroom.publishing()); i++) await new Promise((done) => setTimeout(done, 250));
  tell(classroom);
  await sending;
  process.exit(0);
} catch (problem) {
  console.error(`The demo class could not start: ${problem.message}`);
  process.exit(1);
}
