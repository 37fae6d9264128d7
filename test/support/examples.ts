import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { GraphResource } from "../../blueprints/graph/graph";
import { loadManifest } from "../../blueprints/manifest/load";
import type { Resolved } from "../../blueprints/manifest/manifest";
import { makePlan } from "../../blueprints/plan/make";
import type { Plan } from "../../blueprints/plan/plan";
import { TIERS, type Tier } from "../../blueprints/tiers/tier";
import { synth } from "../../stacks/synth/synth";

export const EXAMPLES = ["shop", "saas"] as const;
export type Example = (typeof EXAMPLES)[number];

/** Every example at every tier. */
export const EVERY: readonly (readonly [Example, Tier])[] = EXAMPLES.flatMap((name) =>
  TIERS.map((tier) => [name, tier] as const),
);

export const ACCOUNT = "111122223333";

export function exampleText(name: Example): string {
  return readFileSync(join(__dirname, "../../examples", name, "scalekit.yaml"), "utf8");
}

export function resolvedExample(name: Example, tier: Tier): Resolved {
  const loaded = loadManifest(exampleText(name), "scalekit.yaml", { tier });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.value;
}

export const examplePlan = (name: Example, tier: Tier): Plan =>
  makePlan(resolvedExample(name, tier), { account: ACCOUNT });

/** What the example's programs register, offline. */
export async function exampleGraph(name: Example, tier: Tier): Promise<readonly GraphResource[]> {
  const plan = examplePlan(name, tier);
  return (await synth(plan, { handed: {}, account: ACCOUNT, sandbox: false })).resources;
}
