import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";

export const root = resolve(__dirname, "../..");

/** Compiles the package where a source is newer than the last build. */
export function ensureBuilt(): void {
  const words = [join(root, "scripts", "build.mjs"), "--if-stale"];
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd: root, encoding: "utf8" });
  if (status !== 0) throw new Error(`the package does not compile\n${stdout}${stderr}`);
}
