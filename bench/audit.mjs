// How long `scalekit audit` takes on 5,000 resources of a Terraform state of 50 MB, beside Checkov on the same resources as a plan;
// and on a state of 500 MB, with its memory. Numbers to read, no test: they are this machine's. Run with `npm run bench:audit`.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { machine, measurer } from "./measure.mjs";
import { installPeers } from "./peers/install.mjs";
import { sameResources } from "./peers/same-resources.mjs";
import { writeState } from "./terraform-state.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const runs = Number(process.argv[2] ?? 3);
const main = join(root, "dist/cli/main.js");
const folder = mkdtempSync(join(tmpdir(), "scalekit-bench-"));
const TELLS_PEAK = 'data:text/javascript,process.on("exit",()=>console.error("peak",process.resourceUsage().maxRSS))';
const { measure } = measurer(folder, runs);
const peers = installPeers(process.env.SCALEKIT_PEERS ?? join(tmpdir(), "scalekit-peers"));

try {
  console.log(`${machine()}; medians of ${runs} runs\n`);
  const { plan } = sameResources(5000, 10_000);
  writeFileSync(join(folder, "plan.json"), plan);
  await writeState(join(folder, "state.tfstate"), plan);
  const audit = measure("scalekit audit, 5,000 resources of a state", [process.execPath, main, "audit", "state.tfstate"]);
  const checkov = measure("Checkov, the same as a plan", [peers.checkov, "-f", "plan.json", "--framework", "terraform_plan", "--quiet", "--compact", "--skip-download"], {}, 1);
  console.log(`\nstate ${megabytes("state.tfstate")} MB, plan ${megabytes("plan.json")} MB`);
  console.log(`the state is audited ${(checkov / audit).toFixed(1)} times as fast as Checkov reads the plan (aim: 10)\n`);
  for (const [count, bytes] of [[5000, 10_000], [50_000, 10_000], [400_000, 1000]]) {
    await writeState(join(folder, "large.tfstate"), sameResources(1000, bytes).plan, count);
    peak(count);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Aims: 5,000 resources in 3 s and 700 MB, 500 MB in 60 s and 1,500 MB. */
function peak(count) {
  const start = process.hrtime.bigint();
  const { stderr, status } = spawnSync(process.execPath, ["--import", TELLS_PEAK, main, "audit", "large.tfstate"], { cwd: folder, encoding: "utf8", maxBuffer: 2 ** 28 });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const [, kilobytes] = /peak (\d+)/.exec(stderr) ?? [];
  console.log(`${String(count).padStart(7)} resources, ${megabytes("large.tfstate")} MB: ${seconds.toFixed(1)} s, ${kilobytes === undefined ? "?" : Math.round(kilobytes / 1024)} MB, status ${status}`);
}

function megabytes(name) {
  return Math.round(statSync(join(folder, name)).size / 1024 / 1024);
}
