import type { GraphResource } from "../../blueprints/graph/graph";
import { loadManifest } from "../../blueprints/manifest/load";
import type { Manifest } from "../../blueprints/manifest/manifest";
import { makePlan } from "../../blueprints/plan/make";
import type { Tier } from "../../blueprints/tiers/tier";
import { type Declared, declaredOf } from "../../policies/declared";
import { synth } from "../../stacks/synth/synth";
import { EXAMPLES } from "../fuzz/examples";

/** An example as it would be made at a tier: what mutants are mutants of. */
export interface Environment {
  readonly name: string;
  readonly tier: Tier;
  readonly manifest: Manifest;
  readonly declared: Declared;
  readonly resources: readonly GraphResource[];
}

/** Both examples at these tiers. */
export async function environmentsAt(...tiers: readonly Tier[]): Promise<Environment[]> {
  const environments: Environment[] = [];
  for (const text of EXAMPLES) for (const tier of tiers) environments.push(await environmentOf(text, tier));
  return environments;
}

async function environmentOf(text: string, tier: Tier): Promise<Environment> {
  const loaded = loadManifest(text, "scalekit.yaml", { tier });
  if (!loaded.ok) throw new Error(`an example is refused at tier ${tier}`);
  const { manifest } = loaded.value;
  const plan = makePlan(loaded.value, {});
  const { resources } = await synth(plan, { handed: {}, account: plan.account, sandbox: false });
  return { name: `${manifest.name} at ${tier}`, tier, manifest, declared: declaredOf(manifest), resources };
}
