// How long a simulated day takes: 86,400 steps of a second through the global shop with 30 services in three regions, each
// tried with all of the traffic, and once more with the traffic divided among them. Numbers to read, no test: they are this
// machine's. Run with `npm run bench:simulate`; `npm run bench:simulate -- 9` takes nine runs instead of five.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus, totalmem } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const load = (path) => createRequire(import.meta.url)(join(root, "dist", path));
const { loadManifest } = load("blueprints/manifest/load.js");
const { makePlan } = load("blueprints/plan/make.js");
const { synth } = load("stacks/synth/synth.js");
const { drawTopology } = load("blueprints/topology/draw.js");
const { simulate } = load("blueprints/capacity/simulate.js");
const { shaped } = load("blueprints/capacity/traffic/shapes.js");

const SERVICES = 30;
const runs = Number(process.argv[2] ?? 5);
const names = Array.from({ length: SERVICES }, (_, at) => `service-${at}`);

const resolved = manifest();
const plan = makePlan(resolved, { account: "111122223333" });
const graph = await synth(plan, { handed: {}, account: "111122223333", sandbox: false });
const topology = drawTopology(graph, { services: names });
const input = { topology, manifest: resolved.manifest, sourceOf: resolved.sourceOf };
const curve = shaped("day", resolved.manifest.traffic, 1);
const split = Object.fromEntries(names.map((name) => [name, 1 / SERVICES]));
const measured = { orders: 50_000 };

console.log(`${cpus().length} x ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`);
console.log(`${topology.pools.length} pools, ${curve.arrivals.length} steps; the first run and the median of ${runs} (aim: 1 s)\n`);
measure("each service with all of the traffic", () => simulate(input, curve));
measure("the traffic divided among them", () => simulate({ ...input, sayings: { split } }, curve));
measure("divided, all behind one database", () => simulate({ ...input, sayings: { split, measured } }, curve));

/** Wall clock and processor time: where others use the machine too, the second tells more. */
function measure(what, work) {
  const times = Array.from({ length: runs + 1 }, () => {
    const [start, used] = [process.hrtime.bigint(), process.cpuUsage()];
    work();
    const wall = Number(process.hrtime.bigint() - start) / 1e9;
    const { user, system } = process.cpuUsage(used);
    return { wall, cpu: (user + system) / 1e6 };
  });
  const median = (of) => times.slice(1).map(of).sort((a, b) => a - b)[Math.floor(runs / 2)];
  const told = (wall, cpu) => `${wall.toFixed(2)} s (${cpu.toFixed(2)} s of processor)`;
  console.log(`${what.padEnd(37)} ${told(times[0].wall, times[0].cpu)}, ${told(median(({ wall }) => wall), median(({ cpu }) => cpu))}`);
}

/** The shop with thirty services in place of its two. */
function manifest() {
  const text = readFileSync(join(root, "examples/shop/scalekit.yaml"), "utf8");
  const [before, rest] = text.split(/^services:\n/m);
  const after = rest.slice(rest.search(/^data:/m));
  const services = names
    .map((name, at) => `  ${name}:\n    runs: instances\n    image: { ssm: /aws/service/ami }\n    capacity: ${200 + at}rps\n    paths: [${at === 0 ? "/*" : `/${name}/*`}]\n    writes: [orders]\n`)
    .join("");
  const loaded = loadManifest(`${before}services:\n${services}\n${after}`, "scalekit.yaml", { tier: "global" });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems, null, 2));
  return loaded.value;
}
