// How long `scalekit check` takes beside its peers, whole processes in one run: AWS CDK synth with cdk-nag of a like system,
// `pulumi preview` of the same stacks with the policy pack as a pipeline runs it, and Checkov on the same resources. Numbers
// to read, no test: they are this machine's. Run with `npm run bench:check`; `-- 7` takes seven runs of each instead of five.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { machine, measurer } from "./measure.mjs";
import { plainProject } from "./plain-project.mjs";
import { installPeers } from "./peers/install.mjs";
import { sameResources } from "./peers/same-resources.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const runs = Number(process.argv[2] ?? 5);
const main = join(root, "dist/cli/main.js");
const MANIFEST = "examples/shop/scalekit.yaml";
const folder = mkdtempSync(join(tmpdir(), "scalekit-bench-"));
const { measure, measureWork } = measurer(folder, runs);
const peers = installPeers(process.env.SCALEKIT_PEERS ?? join(tmpdir(), "scalekit-peers"));

try {
  console.log(`${machine()}; medians of ${runs} runs\n`);
  const check = measure("scalekit check, shop at tier global", [process.execPath, main, "check", "--tier", "global", "-f", join(root, MANIFEST), "--quiet"]);
  const outdir = join(folder, "cdk");
  const cdk = measure("AWS CDK synth + cdk-nag, like system", [process.execPath, join(root, "bench/peers/cdk-app.cjs"), outdir], { NODE_PATH: peers.nodePath });
  measure("  of it, loading CDK and cdk-nag", [process.execPath, "-e", 'require("aws-cdk-lib"); require("cdk-nag")'], { NODE_PATH: peers.nodePath });
  const { pulumi, stacks, resources } = await plainProject(folder, MANIFEST);
  const pack = join(root, "dist/policies/crossguard");
  const preview = measureWork("pulumi preview with the pack, a process a stack", () => {
    for (const name of stacks) pulumi(name, ["preview", "--policy-pack", pack], true);
  }, Math.min(runs, 3));
  const { state, plan } = sameResources(1000);
  writeFileSync(join(folder, "state.json"), state);
  writeFileSync(join(folder, "plan.json"), plan);
  const judge = measure("scalekit, 1,000 resources of a state", [process.execPath, join(root, "bench/judge-state.mjs"), join(folder, "state.json")]);
  measure("  of it, loading the rules", [process.execPath, join(root, "bench/judge-state.mjs"), "--load-only"]);
  const checkov = measure("Checkov, the same as a plan", [peers.checkov, "-f", join(folder, "plan.json"), "--framework", "terraform_plan", "--quiet", "--compact", "--skip-download"], {}, Math.min(runs, 3));
  measure("  of it, loading Checkov", [peers.checkov, "--version"], {}, Math.min(runs, 3));
  console.log(`\nresources: shop ${resources}, CDK ${templateResources(outdir)}`);
  console.log(`check is ${(cdk / check).toFixed(1)} times as fast as CDK synth + cdk-nag (aim: 2.5)`);
  console.log(`check is ${(preview / check).toFixed(1)} times as fast as pulumi preview with the pack (aim: 6)`);
  console.log(`a state is judged ${(checkov / judge).toFixed(1)} times as fast as by Checkov (aim: 8)\n`);
  for (const count of [1000, 2500, 5000, 10_000]) growth(count);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Time and memory must grow as the number of resources does. */
function growth(count) {
  const file = join(folder, `state-${count}.json`);
  writeFileSync(file, sameResources(count).state);
  const start = process.hrtime.bigint();
  const { stdout } = spawnSync(process.execPath, [join(root, "bench/judge-state.mjs"), file], { encoding: "utf8" });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  console.log(`${String(count).padStart(6)} resources from a file: ${seconds.toFixed(2)} s, ${JSON.parse(stdout).megabytes} MB`);
}

function templateResources(outdir) {
  const templates = readdirSync(outdir).filter((name) => name.endsWith(".template.json"));
  return templates.reduce((sum, name) => sum + Object.keys(JSON.parse(readFileSync(join(outdir, name), "utf8")).Resources).length, 0);
}
