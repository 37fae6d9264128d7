import { estimate } from "../../../../blueprints/cost/estimate";
import { totalOf } from "../../../../blueprints/cost/totals";
import { declaredTraffic } from "../../../../blueprints/cost/traffic";
import type { Tier } from "../../../../blueprints/tiers/tier";
import type { CostResult } from "../../../../cli/cost/document";
import { type Example, exampleGraph, examplePlan, resolvedExample } from "../../../support/examples";

/** What an example costs at a tier, as the command has it. */
export async function exampleCost(name: Example, tier: Tier): Promise<CostResult> {
  const resolved = resolvedExample(name, tier);
  const plan = examplePlan(name, tier);
  const found = estimate({ resources: await exampleGraph(name, tier) }, declaredTraffic(resolved.manifest));
  const { budget } = resolved.manifest;
  return {
    project: plan.project,
    environment: plan.environment,
    tier,
    estimate: found,
    total: totalOf(found.items),
    stacks: plan.stacks.map(({ name: stack, region }) => ({ name: stack, about: region })),
    ...(budget && { budget: { amount: budget.amount, at: resolved.sourceOf("budget") } }),
  };
}
