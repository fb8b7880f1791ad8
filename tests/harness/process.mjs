// What a process holds, as the kernel counts it.
import { readdirSync, readFileSync, readlinkSync } from "node:fs";

const statusKb = (pid, field) => Number(readFileSync(`/proc/${pid}/status`, "utf8").match(new RegExp(`^${field}:\\s+(\\d+)`, "m"))[1]);

// Memory that is in use and is its own: what leaks.
export const anonymousKb = (pid) => statusKb(pid, "RssAnon");
export const residentKb = (pid) => statusKb(pid, "VmRSS");
export const descriptors = (pid) => readdirSync(`/proc/${pid}/fd`).length;
// What each of them is: a path, also of a file that was removed after it was opened, or what stands for a socket.
export const openPaths = (pid) => readdirSync(`/proc/${pid}/fd`).map((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`));

// Bytes that wait in the kernel on each connection of a local port (IPv4), sent or not.
export const sendQueues = (port) => readFileSync("/proc/net/tcp", "utf8").split("\n").slice(1)
  .map((line) => line.trim().split(/\s+/))
  .filter(([, local, , state]) => state === "01" && Number.parseInt(local.split(":")[1], 16) === Number(port))
  .map(([, , , , queues]) => Number.parseInt(queues.split(":")[0], 16));
