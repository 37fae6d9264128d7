import { estimate } from "../../blueprints/cost/estimate";
import type { PriceBook } from "../../blueprints/cost/price-book";
import { totalOf } from "../../blueprints/cost/totals";
import { declaredTraffic, NO_TRAFFIC } from "../../blueprints/cost/traffic";
import { type LoadedState, namesOf } from "../audit/state";
import { budgetOf } from "./cost";
import type { CostResult } from "./document";

/** Prices what was read of a system that exists. Without a manifest no traffic is known, and none is counted. */
export function costState({ gathered, resolved }: LoadedState, prices: PriceBook): CostResult {
  const { sources, skipped, unmapped } = gathered;
  const inputs = { sources, skipped, unmapped };
  const manifest = resolved?.manifest;
  const found = estimate(gathered, manifest ? declaredTraffic(manifest) : NO_TRAFFIC, prices);
  const budget = resolved && budgetOf(resolved);
  return {
    project: manifest?.name ?? namesOf(inputs),
    ...(manifest && { environment: manifest.environment, tier: manifest.tier }),
    inputs,
    estimate: found,
    total: totalOf(found.items),
    ...(budget && { budget }),
    stacks: [...new Set(gathered.resources.map(({ stack }) => stack))].sort().map((name) => ({ name, about: "" })),
  };
}
