// A plain Pulumi project of an example at tier global, against the sandbox's providers, as a pipeline without scalekit's
// command would have it: the real engine, a process a stack, a stand-in for the Node language host where there is none.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);

/**
 * Sets the project up in a folder, with each stack made in its backend.
 * @returns names of the stacks, number of resources, and `pulumi(stack, words, withPack)` that runs the engine
 */
export async function plainProject(folder, manifestName) {
  const { ensureEngine, installShims, statePlace } = require(root);
  const engine = await ensureEngine({ env: process.env, say: console.error, signal: new AbortController().signal });
  const manifest = join(folder, manifestName);
  mkdirSync(dirname(manifest), { recursive: true });
  writeFileSync(manifest, readFileSync(join(root, manifestName)));
  const project = readFileSync(join(root, "Pulumi.yaml"), "utf8").replace("main: dist/", `main: ${root}/dist/`);
  writeFileSync(join(folder, "Pulumi.yaml"), `${project}  scalekit:tier: { value: global }\n`);
  const bin = join(folder, "bin");
  mkdirSync(bin);
  const host = join(root, "test/support/language-host/pulumi-language-nodejs.js");
  const script = `#!/bin/sh\nexec "${process.execPath}" "${host}" "$@"\n`;
  writeFileSync(join(bin, "pulumi-language-nodejs"), script, { mode: 0o755 });
  const shims = installShims(join(folder, "plugins"), { cloudDir: join(folder, "cloud") });
  const place = statePlace({ folder: join(folder, "plain"), sandbox: true, env: process.env });
  for (const path of [place.localFolder, place.env.PULUMI_HOME]) mkdirSync(path, { recursive: true });
  const { pack, stacks, resources } = await packData(folder, manifestName);
  const path = [bin, shims.pathDir, process.env.PATH, pack.path].join(delimiter);
  const env = { ...process.env, ...place.env, ...shims.env, ...pack.env, PATH: path };
  const pulumi = (stack, words, mayFind = false) => {
    try {
      return execFileSync(engine.path, [...words, "--stack", `sandbox.${stack}`, "--non-interactive"], {
        cwd: folder,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "pipe"],
        maxBuffer: 2 ** 28,
        env,
      });
    } catch (error) {
      // A mandatory finding fails the preview after all of its work.
      if (mayFind && /mandatory/.test(String(error.stdout))) return error.stdout;
      throw error;
    }
  };
  for (const name of stacks) pulumi(name, ["stack", "init", "--secrets-provider", "passphrase"]);
  return { pulumi, stacks, resources };
}

/** What `up` hands to its pack: the whole plan, and the executable that runs packs where the engine brings none. */
async function packData(folder, manifestName) {
  const { loadPlan } = require(join(root, "dist/cli/load-plan.js"));
  const { openGuard } = require(join(root, "dist/cli/guard/guard.js"));
  const { writeAnalyzer } = require(join(root, "dist/stacks/engine/policy-pack.js"));
  const io = { cwd: folder, stderr: process.stderr, stdout: process.stdout, env: process.env, color: false };
  const loaded = await loadPlan({ manifest: manifestName, tier: "global", sandbox: true }, io);
  const guard = await openGuard(loaded, manifestName, true);
  const stacks = loaded.plan.stacks.map(({ name }) => name);
  return {
    stacks,
    resources: guard.resultOf(stacks).resources,
    pack: { env: guard.pack.env, path: writeAnalyzer(join(folder, "analyzers"), guard.pack) },
  };
}
