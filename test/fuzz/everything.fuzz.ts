import { loadManifest } from "../../blueprints/manifest/load";
import { TIERS } from "../../blueprints/tiers/tier";
import { evaluate } from "../../policies/evaluate";
import { RULES } from "../../policies/rules";
import { World } from "../../policies/world/world";
import { EXAMPLES, resourcePool } from "./examples";
import { mutatedGraph } from "./graphs";
import { mutatedManifest } from "./manifests";
import { Random } from "./random";

// `npm run fuzz`: at most 20 minutes on 2 cores. SEED=n starts elsewhere; a failure names its own seed.
const SEED = Number(process.env.SEED ?? 1);
const RUNS = Number(process.env.RUNS ?? 100_000);
/** One input may take this long and no longer, on a machine that does other things too. */
const SLOWEST_MS = 2000;

jest.setTimeout(20 * 60_000);

/** Runs a piece of work for each seed; what it throws, or takes too long for, is told with the seed. */
function forSeeds(work: (random: Random) => void): { readonly slowestMs: number } {
  let slowestMs = 0;
  for (let index = 0; index < RUNS; index++) {
    const seed = SEED * 1_000_003 + index;
    const started = performance.now();
    try {
      work(new Random(seed));
    } catch (error) {
      throw new Error(`seed ${seed}`, { cause: error });
    }
    const took = performance.now() - started;
    if (took > SLOWEST_MS) throw new Error(`seed ${seed} took ${Math.round(took)} ms`);
    slowestMs = Math.max(slowestMs, took);
  }
  return { slowestMs };
}

test(`${RUNS} manifests are loaded or refused with reasons, none crashes or hangs`, () => {
  let refused = 0;
  const { slowestMs } = forSeeds((random) => {
    const outcome = loadManifest(mutatedManifest(EXAMPLES, random), "scalekit.yaml", {});
    if (outcome.ok) return;
    refused++;
    if (outcome.problems.length === 0) throw new Error("refused without a reason");
    for (const { code, message, fix } of outcome.problems)
      if (!/^SK\d{4}$/.test(code) || !message || !fix) throw new Error(`a problem without words: ${code}`);
  });
  console.log(`manifests: ${refused} of ${RUNS} refused, slowest ${slowestMs.toFixed(0)} ms`);
});

test(`${RUNS} graphs are judged by all rules, none crashes or hangs`, async () => {
  const pool = await resourcePool();
  const counts = { pass: 0, fail: 0, unknown: 0 };
  const { slowestMs } = forSeeds((random) => {
    const world = new World({ resources: mutatedGraph(pool, random) }, random.pick(TIERS));
    for (const { verdict } of evaluate(world, RULES)) counts[verdict.verdict]++;
  });
  console.log(`graphs: ${JSON.stringify(counts)}, slowest ${slowestMs.toFixed(0)} ms`);
});
