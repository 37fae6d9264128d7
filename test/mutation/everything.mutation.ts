import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Tier } from "../../blueprints/tiers/tier";
import { environmentsAt } from "./environments";
import { JUDGED_MANIFESTS, runManifests } from "./manifest-run";
import { atMost, type Result, run } from "./run";
import { heldShares } from "./shares";
import { shareCaught, tableOf } from "./table";
import { JUDGED } from "./verdict";

// `npm run mutate`: every kind of mutant in every role. MOST=n tries more of those that are symmetric, TIERS=scale,global
// says where. The tables go to .cache/mutations.md as well; docs/policies/mutations.md keeps the last ones.
const MOST = Number(process.env.MOST ?? 1);
const TIERS = (process.env.TIERS ?? "global,scale").split(",") as Tier[];
const folder = join(__dirname, "../../.cache");

jest.setTimeout(60 * 60_000);

function show(title: string, table: string): void {
  console.log(`${title}\n\n${table}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "mutations.md"), `\n## ${title}\n\n${table}\n`, { flag: "a" });
}

/** Of graphs by tier, so that manifests can be added to them. */
const ofGraphs = new Map<Tier, readonly Result[]>();

test.each(TIERS)("mutants of graphs at tier %s", async (tier) => {
  const results: Result[] = [];
  for (const environment of await environmentsAt(tier)) results.push(...run(environment, atMost(MOST, environment)));
  ofGraphs.set(tier, results);
  show(`Graphs at tier ${tier}`, tableOf(results, JUDGED));
  expect(shareCaught(results)).toBeGreaterThanOrEqual(heldShares(tier).graphs);
});

test.each(TIERS)("mutants of manifests at tier %s", async (tier) => {
  const results = await runManifests(tier);
  show(`Manifests at tier ${tier}`, tableOf(results, JUDGED_MANIFESTS));
  expect(shareCaught(results)).toBeGreaterThanOrEqual(heldShares(tier).manifests);
  const graphs = ofGraphs.get(tier);
  // A run of manifests alone has nothing to add them to.
  if (!graphs) return;
  const together = shareCaught([...graphs, ...results]);
  show(`Together at tier ${tier}`, `${(100 * together).toFixed(1)} %`);
  expect(together).toBeGreaterThanOrEqual(heldShares(tier).together);
});
