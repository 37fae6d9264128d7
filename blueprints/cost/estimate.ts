import facts from "../facts/free-resources.json";
import type { GraphResource, ResourceGraph } from "../graph/graph";
import { GraphView } from "../graph/view";
import { mapRange, type Range, usdOf } from "./amount";
import type { Basis, Meter, MeterContext, Unpriceable, Usage } from "./meter";
import { METERS } from "./meters";
import { PRICES, type Price, type PriceBook } from "./price-book";
import type { DeclaredTraffic } from "./traffic";
import { USAGE, type UsageFacts } from "./usage";

/** The resource that is billed, and where it stands. */
export interface Billed {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly stack: string;
  readonly part: string | null;
  readonly region: string | null;
}

/** One thing that a month's bill has: a quantity, its price and the amount in US dollars. */
export interface LineItem {
  readonly resource: Billed;
  readonly service: string;
  readonly what: string;
  readonly unit: string;
  readonly quantity: Range;
  readonly basis: Basis;
  readonly price: Price;
  readonly amount: Range;
}

/** What costs something that is not in the sums, and why not. */
export interface Missing {
  readonly resource: Billed;
  readonly service: string;
  readonly what: string;
  readonly reason: string;
}

export interface Estimate {
  readonly items: readonly LineItem[];
  /** Resources whose price is not known: never taken as zero. */
  readonly unpriced: readonly Missing[];
  /** Parts of a bill that are left out on purpose: they depend on use that nothing says. */
  readonly notCounted: readonly Missing[];
  /** Day or month of the oldest price that is used, as far as sources tell; empty: none. */
  readonly pricesOf: string;
}

const FREE = new Set(facts.free);
const NOT_COUNTED: Readonly<Record<string, string | undefined>> = facts.notCounted;
/** Other providers' resources that no cloud bills for. */
const UNBILLED = ["kubernetes:", "random:", "pulumi:"];

/**
 * What a month of a graph costs under the declared traffic. Pure: the same graph, traffic, prices and usage give the same items.
 * @param usage what nothing declares; the guesses of facts/usage.json where nobody knows better
 */
export function estimate(
  graph: ResourceGraph,
  traffic: DeclaredTraffic,
  prices: PriceBook = PRICES,
  usage: UsageFacts = USAGE,
): Estimate {
  const context: MeterContext = { view: new GraphView(graph.resources), traffic, usage };
  const items: LineItem[] = [];
  const unpriced: Missing[] = [];
  const notCounted: Missing[] = [];
  for (const resource of graph.resources) {
    const { type } = resource;
    if (!resource.custom || FREE.has(type) || UNBILLED.some((prefix) => type.startsWith(prefix))) continue;
    const why = NOT_COUNTED[type];
    const meter = METERS[type];
    if (meter) meterOne(resource, meter, context, prices, items, unpriced);
    else if (why !== undefined) notCounted.push(missing(resource, why));
    else unpriced.push(missing(resource, "no price of this type of resource is known"));
  }
  return { items, unpriced, notCounted, pricesOf: oldest(items) };
}

const oldest = (items: readonly LineItem[]): string =>
  items.flatMap(({ price }) => price.source.date ?? []).sort()[0] ?? "";

function meterOne(
  resource: GraphResource,
  meter: Meter,
  context: MeterContext,
  prices: PriceBook,
  items: LineItem[],
  unpriced: Missing[],
): void {
  for (const usage of meter(resource, context)) {
    const price = isUsage(usage) ? priceOf(usage, resource, prices) : undefined;
    if (isUsage(usage) && price) items.push(lineItem(resource, usage, price));
    else
      unpriced.push({ resource: billed(resource), service: usage.service, what: usage.what, reason: reasonOf(usage) });
  }
}

function priceOf({ price, atMost, region }: Usage, resource: GraphResource, prices: PriceBook): Price | undefined {
  const at = region ?? resource.region ?? "";
  return prices.price(price, at) ?? (atMost === undefined ? undefined : prices.price(atMost, at));
}

const isUsage = (usage: Usage | Unpriceable): usage is Usage => "price" in usage;

const reasonOf = (usage: Usage | Unpriceable): string =>
  isUsage(usage) ? `the price file has no price ${usage.price}` : usage.reason;

const lineItem = (resource: GraphResource, { service, what, quantity, basis }: Usage, price: Price): LineItem => ({
  resource: billed(resource),
  service,
  what,
  unit: price.unit,
  quantity: { min: quantity.min, expected: quantity.expected, max: quantity.max },
  basis,
  price,
  amount: mapRange(quantity, (value) => usdOf(value, price.bands)),
});

const missing = (resource: GraphResource, reason: string): Missing => ({
  resource: billed(resource),
  service: serviceOf(resource.type),
  what: resource.type.split(":").at(-1) ?? resource.type,
  reason,
});

/** aws:rds/instance:Instance is rds. */
const serviceOf = (type: string): string => type.split(":")[1]?.split("/")[0] ?? type;

const billed = ({ id, type, name, stack, part, region }: GraphResource): Billed => ({
  id,
  type,
  name,
  stack,
  part: part ?? null,
  region: region ?? null,
});
