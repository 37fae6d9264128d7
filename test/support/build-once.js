const { execFileSync } = require("node:child_process");
const { existsSync, readdirSync, statSync } = require("node:fs");
const { join, resolve } = require("node:path");

const root = resolve(__dirname, "../..");
const sources = [
  "index.ts",
  "package.json",
  "tsconfig.build.json",
  "scripts/build.mjs",
  "blueprints",
  "components",
  "stacks",
  "policies",
  "cli",
];
/** Folders of tests that run what is compiled; a run of others alone does not wait for a build. */
const wantsBuild = /scenarios|cli|package/;

/** Jest's global setup: compiles dist/ once a run, where a source is newer than what the last build wrote. */
module.exports = function buildOnce({ testPathPatterns }) {
  const asked = testPathPatterns?.patterns ?? [];
  if (asked.length > 0 && !asked.some((pattern) => wantsBuild.test(pattern))) return;
  const last = join(root, "dist", "blueprints", "manifest", "validator.generated.js");
  const built = existsSync(last) ? statSync(last).mtimeMs : 0;
  if (sources.every((source) => newest(join(root, source)) <= built)) return;
  execFileSync(process.execPath, [join(root, "scripts", "build.mjs")], { cwd: root, stdio: "inherit" });
};

/** Time of the latest change below a path; 0 where there is nothing. */
function newest(path) {
  if (!existsSync(path)) return 0;
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}
