import { type Total, totalsBy } from "../../../blueprints/cost/totals";
import type { CostResult, CostSince } from "../../cost/document";
import { plural } from "../check/groups";
import { wrapText } from "../plan/layout";
import { paint } from "../run/style";
import { change, column, usd } from "./numbers";
import { headRow, row, type TextStyle } from "./table";

/** Expected amounts under one name before and after; what is new or gone counts as nothing on the other side. */
export interface Difference {
  readonly name: string;
  readonly before: number;
  readonly after: number;
}

/** What a change does, by stack or service: only what differs by a cent or more. */
export function differences(
  result: CostResult,
  before: NonNullable<CostSince["before"]>,
  by: "stack" | "service",
): readonly Difference[] {
  const sums = (items: CostResult["estimate"]["items"]): readonly Total[] =>
    totalsBy(items, (item) => (by === "stack" ? item.resource.stack : item.service));
  const old = new Map(sums(before.estimate.items).map(({ name, amount }) => [name, amount.expected]));
  const now = new Map(sums(result.estimate.items).map(({ name, amount }) => [name, amount.expected]));
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((name) => ({ name, before: old.get(name) ?? 0, after: now.get(name) ?? 0 }))
    .filter((one) => Math.abs(one.after - one.before) >= 0.005)
    .sort((one, other) => Math.abs(other.after - other.before) - Math.abs(one.after - one.before));
}

/** One sentence: what the change does to a month. */
export function verdict(result: CostResult, before: NonNullable<CostSince["before"]>): string {
  const more = result.total.expected - before.total.expected;
  if (Math.abs(more) < 0.005) return "This change costs and saves nothing.";
  const share =
    before.total.expected > 0
      ? ` (${more > 0 ? "+" : "-"}${Math.abs((100 * more) / before.total.expected).toFixed(1)} %)`
      : "";
  return `This change ${more > 0 ? "costs" : "saves"} $${usd(Math.abs(more))} a month${share}.`;
}

/** A budget that the change itself moves, which must not go unseen. */
export function movedBudget({ budget }: CostResult, before: NonNullable<CostSince["before"]>): string | undefined {
  const [old, now] = [before.budget?.amount, budget?.amount];
  if (old === now) return undefined;
  const words = (amount: number | undefined) => (amount === undefined ? "none" : `$${usd(amount)}`);
  return `It moves the budget: ${words(old)} becomes ${words(now)}.`;
}

export function sinceBlock(result: CostResult, style: TextStyle): readonly string[] {
  const { since } = result;
  if (!since) return [];
  const title = `Since ${since.mergeBase.slice(0, 10)}, expected`;
  if (!since.before) return [paint(title, "bold", style), `  nothing to compare with: ${since.missing}`];
  const { before } = since;
  const rows = (by: "stack" | "service") =>
    differences(result, before, by).map(({ name, before: old, after }) =>
      row(name, "", [column(old), column(after), change(after - old)], style),
    );
  const [stacks, services] = [rows("stack"), rows("service")];
  const sentences = [verdict(result, before), movedBudget(result, before)].filter(Boolean).join(" ");
  return [
    headRow(title, ["before", "after", "change"], style),
    ...stacks,
    ...(services.length > 0 ? [paint(`  ${plural(services.length, "service")}`, "dim", style), ...services] : []),
    ...wrapText(sentences, style.width - 2).map((line) => `  ${paint(line, "bold", style)}`),
  ];
}
