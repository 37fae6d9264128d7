import { HOURS_A_MONTH, type Range } from "../../../blueprints/cost/amount";
import type { Billed, LineItem, Missing } from "../../../blueprints/cost/estimate";
import { totalsBy } from "../../../blueprints/cost/totals";
import type { Source } from "../../../blueprints/manifest/source";
import type { Inputs } from "../../audit/state";
import { type CostResult, overBudget } from "../../cost/document";
import type { Savings } from "../../cost/savings";
import type { SimulatedDay } from "../../cost/simulated";
import { type Difference, differences } from "./since";

/** What `scalekit cost --format json` prints; its schema is docs/schemas/cost.schema.json. Field names are a promise. */
export interface CostDocument {
  readonly schemaVersion: "1";
  readonly project: string;
  /** Null where no manifest says it (--state). */
  readonly environment: string | null;
  readonly tier: string | null;
  readonly inputs?: Inputs;
  readonly currency: "USD";
  readonly hoursAMonth: number;
  /** Day of the price file. */
  readonly pricesOf: string;
  readonly total: Range;
  readonly budget: { readonly amount: number; readonly over: boolean; readonly source: Source } | null;
  readonly stacks: readonly { readonly name: string; readonly amount: Range; readonly parts: readonly Named[] }[];
  readonly services: readonly Named[];
  readonly items: readonly ItemDocument[];
  /** Not in the sums. */
  readonly unpriced: readonly MissingDocument[];
  readonly notCounted: readonly MissingDocument[];
  readonly since: SinceDocument | null;
  readonly savings: Savings | null;
  /** With --simulate: the day that the expected instances follow from. */
  readonly simulated: SimulatedDay | null;
}

interface Named {
  /** Null for what belongs to no part. */
  readonly name: string | null;
  readonly amount: Range;
}

interface ItemDocument {
  readonly resource: Billed;
  readonly service: string;
  readonly what: string;
  readonly unit: string;
  readonly quantity: Range;
  readonly basis: {
    readonly kind: "setting" | "traffic" | "simulated" | "assumed";
    readonly text: string;
    readonly source: Source | null;
  };
  readonly price: LineItem["price"];
  readonly amount: Range;
}

type MissingDocument = Missing;

interface SinceDocument {
  readonly ref: string;
  readonly mergeBase: string;
  /** Null where the merge base has no manifest that can be planned; `missing` says why. */
  readonly before: Range | null;
  readonly missing: string | null;
  readonly budgetBefore: number | null;
  readonly stacks: readonly Difference[];
  readonly services: readonly Difference[];
}

/** A month's cost as one document of plain data. */
export function costJson(result: CostResult): CostDocument {
  const { project, environment, tier, estimate, total, budget, inputs } = result;
  return {
    schemaVersion: "1",
    project,
    environment: environment ?? null,
    tier: tier ?? null,
    ...(inputs && { inputs }),
    currency: "USD",
    hoursAMonth: HOURS_A_MONTH,
    pricesOf: estimate.pricesOf,
    total,
    budget: budget ? { amount: budget.amount, over: overBudget(result), source: budget.at } : null,
    stacks: result.stacks.map(({ name }) => stackJson(name, estimate.items)),
    services: totalsBy(estimate.items, ({ service }) => service),
    items: estimate.items.map(itemJson),
    unpriced: estimate.unpriced,
    notCounted: estimate.notCounted,
    since: sinceJson(result),
    savings: result.savings ?? null,
    simulated: result.simulated ?? null,
  };
}

function stackJson(name: string, items: readonly LineItem[]): CostDocument["stacks"][number] {
  const own = items.filter(({ resource }) => resource.stack === name);
  const [total] = totalsBy(own, () => name);
  const parts = totalsBy(own, ({ resource }) => resource.part ?? "");
  return {
    name,
    amount: total?.amount ?? { min: 0, expected: 0, max: 0 },
    parts: parts.map(({ name: part, amount }) => ({ name: part === "" ? null : part, amount })),
  };
}

const itemJson = ({ resource, service, what, unit, quantity, basis, price, amount }: LineItem): ItemDocument => ({
  resource,
  service,
  what,
  unit,
  quantity,
  basis: { kind: basis.kind, text: basis.text, source: ("at" in basis && basis.at) || null },
  price,
  amount,
});

function sinceJson(result: CostResult): SinceDocument | null {
  const { since } = result;
  if (!since) return null;
  const { ref, mergeBase, before, missing } = since;
  return {
    ref,
    mergeBase,
    before: before?.total ?? null,
    missing: missing ?? null,
    budgetBefore: before?.budget?.amount ?? null,
    stacks: before ? differences(result, before, "stack") : [],
    services: before ? differences(result, before, "service") : [],
  };
}
