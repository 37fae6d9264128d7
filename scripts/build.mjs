// Compiles the package to dist/ (JavaScript and declarations) and marks the command as executable. Skips itself where
// the package is installed without its compiler, as a published package is.
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
if (existsSync(join(root, "tsconfig.build.json"))) {
  const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  try {
    execFileSync(process.execPath, [tsc, "-p", join(root, "tsconfig.build.json")], { stdio: "inherit" });
  } catch {
    process.exit(1);
  }
  chmodSync(join(root, "dist", "cli", "main.js"), 0o755);
}
