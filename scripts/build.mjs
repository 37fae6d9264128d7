// Compiles the package to dist/ (JavaScript and declarations), writes the manifest's validator as code, and marks the
// command as executable. Skips itself where the package is installed without its compiler, as a published package is.
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);
if (existsSync(join(root, "tsconfig.build.json"))) {
  const tsc = require.resolve("typescript/bin/tsc");
  try {
    execFileSync(process.execPath, [tsc, "-p", join(root, "tsconfig.build.json")], { stdio: "inherit" });
  } catch {
    process.exit(1);
  }
  writeValidator(join(root, "dist", "blueprints", "manifest"));
  chmodSync(join(root, "dist", "cli", "main.js"), 0o755);
}

function writeValidator(folder) {
  const { ajv } = require(join(folder, "schema", "ajv.js"));
  const { manifestSchema } = require(join(folder, "schema", "schema.js"));
  const { default: standalone } = require("ajv/dist/standalone");
  const instance = ajv({ source: true });
  writeFileSync(join(folder, "validator.generated.js"), standalone(instance, instance.compile(manifestSchema)));
}
