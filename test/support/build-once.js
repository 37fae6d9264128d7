const { spawnSync } = require("node:child_process");
const { join, resolve } = require("node:path");

const root = resolve(__dirname, "../..");
/** Tests that run what is compiled; a run of others alone does not wait for a build. */
const wantsBuild = /scenarios|cli|package|stacks/;

/** Jest's global setup: compiles dist/ once a run, where a source is newer than what the last build wrote. */
module.exports = function buildOnce({ testPathPatterns }) {
  const asked = testPathPatterns?.patterns ?? [];
  if (asked.length > 0 && !asked.some((pattern) => wantsBuild.test(pattern))) return;
  const words = [join(root, "scripts", "build.mjs"), "--if-stale"];
  const { status } = spawnSync(process.execPath, words, { cwd: root, stdio: "inherit" });
  if (status !== 0) throw new Error("the package does not compile");
};
