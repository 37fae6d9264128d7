import type { GraphResource } from "../../blueprints/graph/graph";
import type { PolicySettings } from "../../blueprints/manifest/manifest";
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
  const own = settings === resolved.manifest.policies;
  return reportOf(evaluate(world, active, checkpoint && { checkpoint }), active, resources, {
    tier: plan.tier,
    environment: plan.environment,
    settings,
    today,
    ...(own && { exemptionSource: (index: number) => resolved.sourceOf(`policies.exemptions.${index}`) }),
  });
}
