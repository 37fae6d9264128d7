import { stringify } from "yaml";
import { loadManifest } from "../../blueprints/manifest/load";
import type { Resolved } from "../../blueprints/manifest/manifest";
import { makePlan } from "../../blueprints/plan/make";
import type { Plan } from "../../blueprints/plan/plan";
import type { Tier } from "../../blueprints/tiers/tier";
import { declaredOf } from "../../policies/declared";
import { synth } from "../../stacks/synth/synth";
import { EXAMPLES } from "../fuzz/examples";
import breaking from "./manifest-breaking.json";
import { type ManifestMutant, manifestKindOf, manifestMutantsOf, writtenOut } from "./manifest-operators";
import { failuresOf, newRules, type Result } from "./run";
import type { Judged } from "./verdict";

export const JUDGED_MANIFESTS: ReadonlyMap<string, Judged> = new Map(Object.entries<Judged>(breaking.kinds));

/** Mutants of both examples' manifests at a tier, with every value written; `choose` thins them out. */
export async function runManifests(
  tier: Tier,
  choose: (mutants: readonly ManifestMutant[]) => readonly ManifestMutant[] = (all) => all,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const example of EXAMPLES) {
    const tree = writtenOut(example, tier);
    const base = await baseOf(stringify(tree), tier);
    for (const mutant of choose(manifestMutantsOf(tree, tier))) results.push(await tried(mutant, tier, base));
  }
  return results;
}

interface Base {
  readonly name: string;
  readonly manifest: string;
  readonly warnings: ReadonlySet<string>;
  readonly failures: ReadonlySet<string>;
}

async function baseOf(text: string, tier: Tier): Promise<Base> {
  const loaded = loadManifest(text, "scalekit.yaml", { tier });
  if (!loaded.ok) throw new Error("an example with every value written is refused");
  const plan = makePlan(loaded.value, {});
  return {
    name: `${plan.project}'s manifest at ${tier}`,
    manifest: JSON.stringify(loaded.value.manifest),
    warnings: warningsOf(plan),
    failures: await failures(loaded.value, plan),
  };
}

async function tried(mutant: ManifestMutant, tier: Tier, base: Base): Promise<Result> {
  const { operator, path } = mutant;
  const common = { environment: base.name, operator, kind: manifestKindOf(mutant), where: path };
  const loaded = loadManifest(mutant.text, "scalekit.yaml", { tier });
  if (loaded.ok && JSON.stringify(loaded.value.manifest) === base.manifest)
    return { ...common, key: "", verdict: "same" };
  const key = keysOf(mutant, tier).find((candidate) => JUDGED_MANIFESTS.has(candidate));
  if (key === undefined) throw new Error(`nobody has judged ${manifestKindOf(mutant)} at ${tier}`);
  if (!JUDGED_MANIFESTS.get(key)?.breaks) return { ...common, key, verdict: "harmless" };
  if (!loaded.ok) return { ...common, key, verdict: "breaks", by: loaded.problems.map(({ code }) => code) };
  const plan = makePlan(loaded.value, {});
  const warned = [...warningsOf(plan)].filter((warning) => !base.warnings.has(warning));
  const by =
    warned.length > 0
      ? warned.map((warning) => warning.split(" ")[0] ?? "")
      : newRules(await failures(loaded.value, plan), base.failures);
  return { ...common, key, verdict: "breaks", by };
}

function keysOf(mutant: ManifestMutant, tier: Tier): string[] {
  const kind = manifestKindOf(mutant);
  return [`${kind} = ${mutant.before}`, `${kind} in ${tier}`, kind];
}

/** Code and place: another wording of what was said before is no news. */
const warningsOf = ({ warnings }: Plan): ReadonlySet<string> =>
  new Set(warnings.map(({ code, path }) => `${code} ${path ?? ""}`));

async function failures({ manifest }: Resolved, plan: Plan): Promise<ReadonlySet<string>> {
  const { resources } = await synth(plan, { handed: {}, account: plan.account, sandbox: false });
  return failuresOf(resources, plan.tier, declaredOf(manifest));
}
