// Compiles the package to dist/ (JavaScript and declarations), writes the manifest's validator as code, makes the
// package's index load what it exports on first use, and marks the command as executable. Skips itself where the package
// is installed without its compiler, as a published package is.
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
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
  loadOnFirstUse(join(root, "dist", "index.js"));
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

/** `var x_1 = require("./x")` becomes a stand-in that requires when something is taken from it; the getters stay as they are. */
function loadOnFirstUse(file) {
  const compiled = readFileSync(file, "utf8");
  if (compiled.includes("onFirstUse")) return;
  const helper = "const onFirstUse = (load) => new Proxy({}, { get: (_, name) => load()[name] });";
  const lazy = compiled.replace(/^var (\w+) = require\(("[^"]+")\);$/gm, "var $1 = onFirstUse(() => require($2));");
  writeFileSync(file, lazy.replace('"use strict";', `"use strict";\n${helper}`));
}
