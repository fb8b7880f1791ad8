// Runs one program to its end, within a time limit, and keeps the last part of what it says.
import { spawn } from "node:child_process";

const kept = 100_000; // characters of output

// → {code, output, timedOut}; code is null when a signal ended it.
export function runProgram(file, args, { seconds, env = {}, cwd, onLine } = {}) {
  return new Promise((done) => {
    const child = spawn(file, args, { cwd, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    let output = "", timedOut = false;
    const take = (chunk) => {
      output = (output + chunk).slice(-kept);
      if (onLine) for (const line of String(chunk).split("\n")) onLine(line);
    };
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    child.on("error", (problem) => { output += problem.message; });
    const limit = setTimeout(() => { timedOut = true; child.kill("SIGKILL"); }, seconds * 1000);
    child.on("close", (code, signal) => {
      clearTimeout(limit);
      if (timedOut) output += `\nended after ${seconds} s`;
      else if (signal) output += `\nended by ${signal}`;
      done({ code, output, timedOut });
    });
  });
}

// Works through the items, so many at a time.
export async function together(items, jobs, work) {
  const waiting = [...items];
  await Promise.all(Array.from({ length: jobs }, async () => {
    while (waiting.length > 0) await work(waiting.shift());
  }));
}
