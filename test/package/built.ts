import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";

export const root = resolve(__dirname, "../..");

/** Compiles the package where a source is newer than what the build wrote last. */
export function ensureBuilt(): void {
  const last = join(root, "dist", "blueprints", "manifest", "validator.generated.js");
  const built = existsSync(last) ? statSync(last).mtimeMs : 0;
  const sources = ["index.ts", "scripts/build.mjs", "blueprints", "components", "stacks", "cli"];
  if (sources.every((source) => newest(join(root, source)) <= built)) return;
  execFileSync(process.execPath, [join(root, "scripts", "build.mjs")], { cwd: root, stdio: "pipe" });
}

function newest(path: string): number {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}
