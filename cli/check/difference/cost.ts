import { estimate } from "../../../blueprints/cost/estimate";
import type { PriceBook } from "../../../blueprints/cost/price-book";
import { totalOf } from "../../../blueprints/cost/totals";
import { declaredTraffic } from "../../../blueprints/cost/traffic";
import type { GraphResource } from "../../../blueprints/graph/graph";
import type { Planned } from "../side";
import type { CostDifference } from "./difference";

interface Priceable {
  readonly planned: Planned;
  readonly resources: readonly GraphResource[];
}

/** What a month costs on each side, at the traffic that each declares and at the same prices. */
export function costDifference(before: Priceable | undefined, after: Priceable, prices: PriceBook): CostDifference {
  const priced = ({ planned, resources }: Priceable) =>
    estimate({ resources }, declaredTraffic(planned.resolved.manifest), prices);
  const now = priced(after);
  const { budget } = after.planned.resolved.manifest;
  return {
    ...(before && { before: totalOf(priced(before).items) }),
    after: totalOf(now.items),
    ...(budget && { budget: budget.amount }),
    unpriced: now.unpriced.length,
  };
}
