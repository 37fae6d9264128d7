// What `scalekit prove` takes beyond `scalekit plan`, for the shop at tier global: whole processes, medians, start-up included;
// then the parts inside one process: drawing the topology, all scenarios, a thousand simulated years. Aims: 0.3 s beyond the
// plan, 2 s for the years. Numbers to read, no test: they are this machine's. Run with `npm run bench:prove`; `-- 9` takes nine
// runs of each instead of five.
import { spawnSync } from "node:child_process";
import { writeFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus, loadavg, tmpdir, totalmem } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);
const dist = (path) => require(join(root, "dist", path));
const runs = Number(process.argv[2] ?? 5);
const MANIFEST = "examples/shop/scalekit.yaml";
const folder = mkdtempSync(join(tmpdir(), "scalekit-bench-"));

try {
  console.log(`${cpus().length} x ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}, load ${loadavg()[0].toFixed(1)}; medians of ${runs} runs\n`);
  const rates = join(folder, "rates.csv");
  writeFileSync(rates, "scenario,per_year,takes\nprocess,50,\ninstance,20,\nzone,1,\ncache-node,2,\nwriter,4,\nregion,0.2,\ncdn,0.3,3h\ndeployment,12,\n");
  const plan = processes("scalekit plan", "plan");
  const prove = processes("scalekit prove, all scenarios", "prove");
  const years = processes("  and 1,000 years", "prove", "--rates", rates);
  console.log(`\nprove takes ${(prove - plan).toFixed(2)} s beyond the plan (aim: 0.3), with 1,000 years ${(years - plan).toFixed(2)} s\n`);
  await inside();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The parts, without start-up and without the synth that plan has too. */
async function inside() {
  const { loadManifest } = dist("blueprints/manifest/load.js");
  const { makePlan } = dist("blueprints/plan/make.js");
  const { synth } = dist("stacks/synth/synth.js");
  const { drawTopology } = dist("blueprints/topology/draw.js");
  const { demandOf } = dist("blueprints/recovery/demand.js");
  const { prove } = dist("blueprints/recovery/prove.js");
  const { simulate } = dist("blueprints/recovery/availability/simulate.js");
  const { value } = loadManifest(readFileSync(join(root, MANIFEST), "utf8"), MANIFEST, { tier: "global" });
  const { resources } = await synth(makePlan(value, { account: "111122223333" }), { handed: {}, account: "111122223333", sandbox: false });
  const services = Object.keys(value.manifest.services);
  const topology = drawTopology({ resources }, { services });
  const demand = demandOf(value.manifest);
  const causes = prove(topology, demand).proofs.filter(({ failed }) => failed && Number.isFinite(failed.max)).map(({ id, failed }) => ({ id, perYear: 12, costs: failed }));
  parts(`topology of ${resources.length} resources`, () => drawTopology({ resources }, { services }));
  parts("all scenarios", () => prove(topology, demand));
  parts(`1,000 years of ${causes.length} scenarios, monthly each`, () => simulate(causes, 1000, 1));
}

function processes(what, ...words) {
  return measure(what, () => {
    const { status, stderr } = spawnSync(process.execPath, [join(root, "dist/cli/main.js"), ...words, "--tier", "global", "-f", join(root, MANIFEST)], { encoding: "utf8" });
    if (status !== 0 && status !== 1) throw new Error(stderr);
  });
}

function parts(what, work) {
  return measure(what, work, 3);
}

/** The first run is not counted. */
function measure(what, work, digits = 2) {
  work();
  const times = Array.from({ length: runs }, () => {
    const start = process.hrtime.bigint();
    work();
    return Number(process.hrtime.bigint() - start) / 1e9;
  });
  const median = times.sort((a, b) => a - b)[Math.floor(runs / 2)];
  console.log(`${what.padEnd(46)} ${median.toFixed(digits).padStart(7)} s`);
  return median;
}
