import { isDeepStrictEqual } from "node:util";
import type { GraphResource } from "../../blueprints/graph/graph";
import type { Exemption, PolicySettings, Resolved } from "../../blueprints/manifest/manifest";
import type { Source } from "../../blueprints/manifest/source";
import { declaredOf } from "../../policies/declared";
import { evaluate } from "../../policies/evaluate";
import type { PolicyReport } from "../../policies/finding";
import { activeRules, reportOf } from "../../policies/report";
import type { Rule } from "../../policies/rule";
import { World } from "../../policies/world/world";
import type { Planned } from "./side";

export interface JudgeOptions {
  readonly rules: readonly Rule[];
  /** The merge base's in a pull request, else the manifest's own. */
  readonly settings: PolicySettings;
  /** Year-month-day, in UTC. */
  readonly today: string;
  readonly checkpoint?: () => void;
}

/** Judges what a plan's programs register. */
export function judge(planned: Planned, resources: readonly GraphResource[], options: JudgeOptions): PolicyReport {
  const { resolved, plan } = planned;
  const { rules, settings, today, checkpoint } = options;
  const world = new World({ resources }, plan.tier, declaredOf(resolved.manifest));
  const active = activeRules(rules, { tier: plan.tier, settings });
  return reportOf(evaluate(world, active, checkpoint && { checkpoint }), active, resources, {
    tier: plan.tier,
    environment: plan.environment,
    settings,
    today,
    exemptionSource: (index) => placeOfExemption(settings.exemptions[index], resolved),
  });
}

/** Where this manifest has the exemption, which the merge base's settings may number otherwise. */
function placeOfExemption(exemption: Exemption | undefined, { manifest, sourceOf }: Resolved): Source | undefined {
  const at = manifest.policies.exemptions.findIndex((own) => isDeepStrictEqual(own, exemption));
  return at === -1 ? undefined : sourceOf(`policies.exemptions.${at}`);
}
