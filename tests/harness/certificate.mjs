// Certificates that have signed themselves, and a process that believes them.
import { spawnSync } from "node:child_process";
import { join } from "node:path";

// key.pem and cert.pem in the folder, for localhost and 127.0.0.1.
export function certificate(folder, name) {
  const made = spawnSync("openssl", ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "30",
    "-keyout", join(folder, "key.pem"), "-out", join(folder, "cert.pem"), "-subj", `/CN=${name}`, "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"], { encoding: "utf8" });
  if (made.status !== 0) throw new Error(made.stderr);
}

// Of this process, for one scenario.
export function trustAnybody(t) {
  const before = process.env.NODE_TLS_REJECT_UNAUTHORIZED;
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
  t.defer(() => {
    if (before === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    else process.env.NODE_TLS_REJECT_UNAUTHORIZED = before;
  });
}
