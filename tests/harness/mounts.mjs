// Disks of the test's own. A file of scenarios that needs them begins with ownMounts(): it goes on in a mount namespace that ends
// with it, so that nothing is left behind and nobody else sees a thing.
import { execFileSync, spawnSync } from "node:child_process";

// False: this machine does not let us (a container without rights, for example). Does not return when the file has run inside.
export function ownMounts() {
  if (process.env.LYCEUM_OWN_MOUNTS) return true;
  for (const how of [["-m"], ["-U", "-r", "-m"]]) {
    if (spawnSync("unshare", [...how, "mount", "-t", "tmpfs", "none", "/tmp"]).status !== 0) continue;
    const { status } = spawnSync("setpriv", ["--pdeathsig", "KILL", "unshare", ...how, process.execPath, ...process.argv.slice(1)],
      { stdio: "inherit", env: { ...process.env, LYCEUM_OWN_MOUNTS: "1" } });
    process.exit(status ?? 1);
  }
  console.log("       no mounts of our own here: what needs a disk of its own is left out");
  return false;
}

// Puts a disk of that size in the place of a folder → {remount(options), end()}.
export function mountDisk(t, folder, megabytes) {
  const mount = (options) => execFileSync("mount", ["-t", "tmpfs", "-o", options, "lyceum-test", folder]);
  const end = () => spawnSync("umount", ["-l", folder]);
  mount(`size=${megabytes}m`);
  t.defer(end);
  return { remount: (options) => mount(`remount,${options}`), end };
}
