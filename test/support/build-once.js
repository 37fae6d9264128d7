const { spawnSync } = require("node:child_process");
const { join, resolve } = require("node:path");

const root = resolve(__dirname, "../..");
/** Tests that run what is compiled; a run of others alone does not wait for a build. */
const wantsBuild = /scenarios|cli|package|stacks/;
/** Tests that run the engine. */
const wantsEngine = /scenarios|package|stacks\/(engine|plain|sandbox)|cli\/main/;

/**
 * Jest's global setup: compiles dist/ once a run, where a source is newer than what the last build wrote, and gets the
 * engine where the run needs one and the machine has none, as `up` does: a minute or more, which no test should wait for.
 */
module.exports = async function buildOnce({ testPathPatterns }, { testPathIgnorePatterns }) {
  const asked = testPathPatterns?.patterns ?? [];
  if (asked.length > 0 && !asked.some((pattern) => wantsBuild.test(pattern))) return;
  const words = [join(root, "scripts", "build.mjs"), "--if-stale"];
  const { status } = spawnSync(process.execPath, words, { cwd: root, stdio: "inherit" });
  if (status !== 0) throw new Error("the package does not compile");
  const leftOut = testPathIgnorePatterns.some((pattern) => wantsEngine.test(pattern));
  if (asked.some((pattern) => wantsEngine.test(pattern)) || (asked.length === 0 && !leftOut)) await getEngine();
};

async function getEngine() {
  const { ensureEngine } = require(join(root, "dist", "stacks", "engine", "index.js"));
  const say = (line) => process.stderr.write(`${line}\n`);
  await ensureEngine({ env: process.env, say, signal: new AbortController().signal });
}
