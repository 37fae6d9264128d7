import type { GraphResource } from "../../blueprints/graph/graph";
import type { PolicySettings } from "../../blueprints/manifest/manifest";
import type { Tier } from "../../blueprints/tiers/tier";
import { evaluate, type Judgement } from "../evaluate";
import type { PolicyReport } from "../finding";
import { activeRules, reportOf } from "../report";
import { type Rule, unknown } from "../rule";
import { World } from "../world/world";
import type { PackData } from "./data";

/** What the pack goes by where nobody handed it a plan: its configuration, or the defaults. */
export interface PackConfig {
  readonly tier: Tier;
  readonly settings: PolicySettings;
  readonly today: string;
}

/**
 * Judges one stack as the engine shows it, amid the other stacks as the plan has them. Findings are those about this stack
 * and about the environment; the other stacks have their own previews.
 */
export function judgeStack(
  stack: string,
  seen: readonly GraphResource[],
  rules: readonly Rule[],
  data: PackData,
): PolicyReport {
  const { tier, settings, declared, environment, today, exemptionSources } = data;
  const resources = data.stacks.flatMap((name) =>
    name === stack ? seen : data.resources.filter((resource) => resource.stack === name),
  );
  const active = activeRules(rules, { tier, settings });
  const judgements = evaluate(new World({ resources }, tier, declared), active);
  const report = reportOf(judgements, active, resources, {
    tier,
    environment,
    settings,
    today,
    exemptionSource: (index) => exemptionSources[index] ?? { tier, default: "policies.exemptions", reason: "" },
  });
  return { ...report, findings: report.findings.filter((finding) => isAbout(finding, stack)) };
}

const isAbout = ({ stack, resource }: PolicyReport["findings"][number], name: string): boolean =>
  stack === name || resource.address === "environment";

/** Judges what one stack shows by itself: rules that look across stacks cannot say, and say that they cannot. */
export function judgeAlone(seen: readonly GraphResource[], rules: readonly Rule[], config: PackConfig): PolicyReport {
  const { tier, settings, today } = config;
  const world = new World({ resources: seen }, tier);
  const active = activeRules(rules, { tier, settings });
  const judgements = [
    ...evaluate(
      world,
      active.filter(({ scope }) => scope !== "environment"),
    ),
    ...active
      .filter(({ scope }) => scope === "environment")
      .map(
        (rule): Judgement => ({
          rule,
          subject: world.environment,
          verdict: unknown("the other stacks: the pack was not handed the plan"),
        }),
      ),
  ];
  return reportOf(judgements, active, seen, { tier, environment: "", settings, today });
}
