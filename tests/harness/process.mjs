// What a process holds, as the kernel counts it.
import { readdirSync, readFileSync } from "node:fs";

const statusKb = (pid, field) => Number(readFileSync(`/proc/${pid}/status`, "utf8").match(new RegExp(`^${field}:\\s+(\\d+)`, "m"))[1]);

// Memory that is in use and is its own: what leaks.
export const anonymousKb = (pid) => statusKb(pid, "RssAnon");
export const residentKb = (pid) => statusKb(pid, "VmRSS");
export const descriptors = (pid) => readdirSync(`/proc/${pid}/fd`).length;
