// The report of a class as its staff gets it.
import assert from "node:assert/strict";
import { call, liveLesson, person } from "../harness/people.mjs";
import { joinRoom } from "../harness/room.mjs";
import { scenario, until } from "../harness/scenario.mjs";
import { startServer } from "../harness/server.mjs";

const reportOf = (server, lesson, token) => call(server, "GET", `/api/v1/lessons/${lesson.id}/report`, { token });

await scenario("a report counts what was done in class, says the same after kill -9, and is for staff", async (t) => {
  const server = await startServer(t);
  const { lecturer, lesson } = await liveLesson(server, { start: false });
  assert.equal((await reportOf(server, lesson, lecturer.token)).status, 409, "it has not begun");
  await lecturer.api("POST", `/lessons/${lesson.id}/start`);
  const people = await Promise.all([1, 2, 3].map((n) => person(server, null, `同学${n}`)));
  const staff = await joinRoom(t, server, lesson, lecturer.token);
  const rooms = await Promise.all(people.map(({ token }) => joinRoom(t, server, lesson, token)));
  await until("all four are counted", () => staff.events.some(({ type, people }) => type === "presence" && people === 4));

  assert.ok((await rooms[0].say("Good morning")).ok);
  assert.ok((await rooms[1].say("早上好")).ok);
  const rude = (await rooms[2].say("rude")).ok.n;
  assert.ok((await staff.ask({ do: "delete", n: rude })).ok);
  assert.ok((await rooms[0].ask({ do: "like", count: 7 })).ok);
  const asked = (await rooms[0].ask({ do: "ask", text: "Why does an arch stand?", nameless: true })).ok.n;
  assert.ok((await rooms[1].ask({ do: "ask", text: "作业什么时候交？" })).ok);
  assert.ok((await rooms[1].ask({ do: "vote", n: asked, up: true })).ok);
  assert.ok((await staff.ask({ do: "question", n: asked, to: "answering" })).ok);
  assert.ok((await staff.ask({ do: "question", n: asked, to: "answered" })).ok);
  await until("the likes are told", () => staff.events.some(({ type, total }) => type === "likes" && total === 7));
  const soFar = (await reportOf(server, lesson, lecturer.token)).body;
  assert.deepEqual([soFar.live, soFar.comments, soFar.questions, soFar.likes], [true, 2, 2, 7]);

  await server.kill();
  const again = await startServer(t, { data: server.data });
  assert.equal((await call(again, "POST", `/api/v1/lessons/${lesson.id}/stop`, { token: lecturer.token })).status, 200);
  const { body: report } = await reportOf(again, lesson, lecturer.token);
  assert.deepEqual([report.live, report.comments, report.questions, report.likes], [false, 2, 2, 7]);
  assert.deepEqual([report.questions_open, report.questions_answered, report.active, report.audience.peak], [1, 1, 2, 4]);
  assert.deepEqual(report.tools, {
    comments: { times: 2, people: 2 }, questions: { times: 2, people: 2 }, votes: { times: 1, people: 1 },
    polls: { times: 0, people: 0 }, pace: { times: 0, people: 0 }, checkins: { times: 0, people: 0 }, draws: { times: 0, people: 0 }, hands: { times: 0, people: 0 },
  });
  assert.deepEqual(report.moments.map(({ kind, n, text }) => [kind, n, text]), [["question", asked, "Why does an arch stand?"]]);
  assert.deepEqual(report.open_questions.map(({ text, votes }) => [text, votes]), [["作业什么时候交？", 1]]);
  assert.deepEqual(report.survey, { answers: 0, rated: null, scores: null, words: [] });
  const minutes = (Date.parse(report.over_at) - Date.parse(report.begun_at)) / 60_000;
  assert.ok(Math.abs(report.interaction_index * minutes / 11 - 1) < 0.01, `${report.interaction_index} in ${minutes} min`);
  assert.equal(report.minutes.reduce((sum, { likes }) => sum + likes, 0), 7);
  assert.doesNotMatch(JSON.stringify(report), /同学/, "nobody is named");

  await again.kill();
  const third = await startServer(t, { data: server.data });
  assert.deepEqual((await reportOf(third, lesson, lecturer.token)).body, report);
  assert.equal((await reportOf(third, lesson, people[0].token)).status, 403);
  assert.equal((await reportOf(third, lesson)).status, 401);
  assert.equal((await reportOf(third, { id: "999999999" }, lecturer.token)).status, 404);
});
