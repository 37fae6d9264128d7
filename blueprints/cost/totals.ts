import { groupBy } from "../group-by";
import { type Range, sum } from "./amount";
import type { LineItem } from "./estimate";

/** Amounts of what has one name in common. */
export interface Total {
  readonly name: string;
  readonly amount: Range;
}

/** The items summed up by what a function says of each, in the order in which the names first appear. */
export const totalsBy = (items: readonly LineItem[], nameOf: (item: LineItem) => string): readonly Total[] =>
  [...groupBy(items, nameOf)].map(([name, members]) => ({ name, amount: totalOf(members) }));

export const totalOf = (items: readonly LineItem[]): Range => sum(items.map(({ amount }) => amount));

export const byExpected = (one: Total, other: Total): number =>
  other.amount.expected - one.amount.expected || one.name.localeCompare(other.name, "en");
