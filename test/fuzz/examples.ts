import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { GraphResource } from "../../blueprints/graph/graph";
import { loadManifest } from "../../blueprints/manifest/load";
import { makePlan } from "../../blueprints/plan/make";
import { TIERS } from "../../blueprints/tiers/tier";
import { RULES } from "../../policies/rules";
import { graphOf } from "../../policies/sample";
import { synth } from "../../stacks/synth/synth";

const folder = join(__dirname, "../../examples");

/** Texts of the manifests that ship. */
export const EXAMPLES: readonly string[] = readdirSync(folder)
  .sort()
  .map((name) => readFileSync(join(folder, name, "scalekit.yaml"), "utf8"));

/** Resources of all examples at all tiers, and of the rules' own examples, which have what no blueprint makes. */
export async function resourcePool(): Promise<GraphResource[]> {
  const pool: GraphResource[] = RULES.flatMap(({ example }) => [
    ...graphOf(example.compliant).resources,
    ...graphOf(example.failing).resources,
  ]);
  for (const text of EXAMPLES)
    for (const tier of TIERS) {
      const loaded = loadManifest(text, "scalekit.yaml", { tier });
      if (!loaded.ok) throw new Error("an example is broken");
      const plan = makePlan(loaded.value, {});
      const { resources } = await synth(plan, { handed: {}, account: plan.account, sandbox: false });
      pool.push(...resources);
    }
  return pool;
}
