import { makePart, type PlanContext } from "../context";
import type { PartOf } from "../plan";

/** What the manifest says it may cost, if it says so. */
export function budgetParts(plan: PlanContext): readonly PartOf<"budget">[] {
  const { budget, alerts } = plan.manifest;
  if (!budget) return [];
  return [
    makePart(
      "budget",
      "budget",
      plan.at("budget"),
      { monthlyUsd: budget.amount, ...alerts },
      { monthlyUsd: plan.at("budget"), email: plan.at("alerts.email") },
    ),
  ];
}
