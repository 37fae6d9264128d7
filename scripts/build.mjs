// Compiles the package to dist/ (JavaScript and declarations), writes the manifest's validator as code, makes the
// package's index and the command line load what they name on first use, and marks the command as executable. Skips
// itself where the package is installed without its compiler, as a published package is. With --if-stale it builds only
// where a source is newer than the last build: npm runs `prepare` again when `npx scalekit` is first called in the
// repository. What was compiled from a source that is gone goes too: a package must not hold it, nor a test run it.
import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { prune } from "./prune.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);
// Written last but for the mark on the command, so it tells when the last whole build was.
const validator = join(root, "dist", "blueprints", "manifest", "validator.generated.js");

if (existsSync(join(root, "tsconfig.build.json")) && !(process.argv.includes("--if-stale") && isFresh())) {
  const tsc = require.resolve("typescript/bin/tsc");
  try {
    execFileSync(process.execPath, [tsc, "-p", join(root, "tsconfig.build.json")], { stdio: "inherit" });
  } catch {
    process.exit(1);
  }
  prune(join(root, "dist"), root);
  // The engine takes a folder with these two for a policy pack.
  for (const name of ["PulumiPolicy.yaml", "package.json"])
    copyFileSync(join(root, "policies", "crossguard", name), join(root, "dist", "policies", "crossguard", name));
  loadOnFirstUse(join(root, "dist", "index.js"));
  // What a command needs is loaded when it runs, not with the list of all commands.
  for (const file of compiledIn(join(root, "dist", "cli"))) loadOnFirstUse(file);
  writeValidator(dirname(validator));
  chmodSync(join(root, "dist", "cli", "main.js"), 0o755);
}

function isFresh() {
  if (!existsSync(validator)) return false;
  const built = statSync(validator).mtimeMs;
  const sources = ["index.ts", "tsconfig.json", "tsconfig.build.json", "blueprints", "components", "stacks", "policies", "cli", "scripts/build.mjs", "scripts/prune.mjs"];
  return sources.every((source) => newest(join(root, source)) <= built);
}

function newest(path) {
  if (!existsSync(path)) return 0;
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  // The folder's own time tells of a source that was deleted.
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function compiledIn(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".js"))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

function writeValidator(folder) {
  const { ajv } = require(join(folder, "schema", "ajv.js"));
  const { manifestSchema } = require(join(folder, "schema", "schema.js"));
  const { default: standalone } = require("ajv/dist/standalone");
  const instance = ajv({ source: true });
  writeFileSync(validator, standalone(instance, instance.compile(manifestSchema)));
}

/** `var x_1 = require("./x")` becomes a stand-in that requires when something is taken from it; the getters stay as they are. */
function loadOnFirstUse(file) {
  const compiled = readFileSync(file, "utf8");
  if (compiled.includes("onFirstUse")) return;
  const helper = "const onFirstUse = (load) => new Proxy({}, { get: (_, name) => load()[name] });";
  const lazy = compiled.replace(
    /^(?:var|const) (\w+) = require\(("\.[^"]+")\);$/gm,
    "const $1 = onFirstUse(() => require($2));",
  );
  writeFileSync(file, lazy.replace('"use strict";', `"use strict";\n${helper}`));
}
