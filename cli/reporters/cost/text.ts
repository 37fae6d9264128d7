import type { Missing } from "../../../blueprints/cost/estimate";
import { byExpected, type Total, totalOf, totalsBy } from "../../../blueprints/cost/totals";
import { groupBy } from "../../../blueprints/group-by";
import { clean } from "../../../blueprints/problems/format";
import { type CostResult, overBudget } from "../../cost/document";
import { plural } from "../check/groups";
import { placeText } from "../origin";
import { clip, wrapText } from "../plan/layout";
import { paint } from "../run/style";
import { detailBlocks } from "./details";
import { column, percent, usd } from "./numbers";
import { inputNotes, nameOf, restsWords, shares, simulatedWords, standIns } from "./rests-on";
import { savingsBlock } from "./savings";
import { sinceBlock } from "./since";
import { type Columns, headRow, row, type TextStyle } from "./table";

export interface CostTextOptions {
  readonly color?: boolean;
  /** Columns of the terminal. Default 80; less than 60 counts as 60. */
  readonly width?: number;
  /** Also every line: quantity, unit price and what they rest on. */
  readonly details?: boolean;
}

/** Services below this share of the bill are told together. */
const SMALL = 0.01;
const LOADS: Columns = ["no traffic", "expected", "peak all month"];

/** What a person reads: the sum first, then where it comes from, then the budget and what to know about the numbers. */
export function costText(result: CostResult, options: CostTextOptions = {}): string {
  const style: TextStyle = { color: options.color === true, width: Math.max(60, options.width ?? 80) };
  const blocks = [
    heading(result, style),
    stackBlock(result, style),
    serviceBlock(result, style),
    ...(result.since ? [sinceBlock(result, style)] : []),
    ...(options.details === true ? detailBlocks(result, style) : []),
    ...(result.savings ? [savingsBlock(result.savings, style)] : []),
    noteBlock(result, style),
    ...(result.inputs
      ? [[paint("What was read", "bold", style), ...inputNotes(result).flatMap((line) => indented(clean(line), style))]]
      : []),
    ...missingBlocks(result, style, options.details === true),
    [budgetLine(result, style)],
  ];
  return `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function heading(result: CostResult, style: TextStyle): readonly string[] {
  const { total, estimate } = result;
  const title = `${nameOf(result)}: $${usd(total.expected)} a month`;
  const about = `US dollars, on demand, before taxes and discounts; prices as old as ${estimate.pricesOf}`;
  return [paint(clip(clean(title), style.width), "bold", style), paint(clip(about, style.width), "dim", style)];
}

function stackBlock({ estimate, stacks, total }: CostResult, style: TextStyle): readonly string[] {
  const amounts = new Map(
    totalsBy(estimate.items, ({ resource }) => resource.stack).map(({ name, amount }) => [name, amount]),
  );
  const longest = Math.max(...stacks.map(({ name }) => name.length));
  return [
    headRow("By stack", LOADS, style),
    ...stacks.map(({ name, about }) => {
      const amount = amounts.get(name) ?? { min: 0, expected: 0, max: 0 };
      return row(name.padEnd(longest), about, [column(amount.min), column(amount.expected), column(amount.max)], style);
    }),
    row("total", "", [column(total.min), column(total.expected), column(total.max)], style, "bold"),
  ];
}

function serviceBlock({ estimate, total }: CostResult, style: TextStyle): readonly string[] {
  const all = [...totalsBy(estimate.items, ({ service }) => service)].sort(byExpected);
  const large = all.filter(({ amount }) => amount.expected >= SMALL * total.expected);
  const small = all.slice(large.length);
  const rest: Total = {
    name: plural(small.length, "smaller service"),
    amount: totalOf(estimate.items.filter(({ service }) => small.some(({ name }) => name === service))),
  };
  const shown = small.length > 1 ? [...large, rest] : all;
  return [
    paint("By service, expected", "bold", style),
    ...shown.map(({ name, amount }) => bar(name, amount.expected, total.expected, style)),
  ];
}

const EIGHTHS = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"] as const;

/** A service's name, a bar as long as its share, its amount and the share in words. */
function bar(name: string, amount: number, total: number, style: TextStyle): string {
  const share = total > 0 ? amount / total : 0;
  const figures = `${column(amount).padStart(9)}  ${percent(share).padStart(5)}`;
  const label = clip(name, 24).padEnd(24);
  const room = Math.max(4, style.width - label.length - figures.length - 4);
  const eighths = Math.round(share * room * 8);
  const blocks = `${"█".repeat(Math.floor(eighths / 8))}${EIGHTHS[eighths % 8]}`.padEnd(room);
  return `  ${label} ${paint(blocks, "cyan", style)} ${figures}`;
}

function noteBlock(result: CostResult, style: TextStyle): readonly string[] {
  const { estimate } = result;
  const { standIn } = shares(estimate);
  const { regions, from } = standIns(estimate);
  return [
    paint("What it rests on", "bold", style),
    ...indented(restsWords(estimate, percent, ""), style),
    ...(result.simulated ? indented(simulatedWords(result.simulated), style) : []),
    ...(standIn > 0
      ? indented(
          `${percent(standIn)} is at prices of ${from.join(", ")}, because those of ${regions.join(", ")} are not known.`,
          style,
        )
      : []),
  ];
}

/** What is missing in the sums; a reason is told once, with how many resources it holds for. */
function missingBlocks({ estimate }: CostResult, style: TextStyle, details: boolean): readonly (readonly string[])[] {
  const { unpriced, notCounted } = estimate;
  const blocks: (readonly string[])[] = [];
  if (unpriced.length > 0)
    blocks.push([
      paint(`No price known: ${plural(unpriced.length, "resource")}, not in the sums`, "yellow", style),
      ...reasonLines(unpriced, style),
    ]);
  if (notCounted.length > 0 && details)
    blocks.push([
      paint(`Not counted: ${plural(notCounted.length, "resource")}, billed by use`, "bold", style),
      ...reasonLines(notCounted, style),
    ]);
  return blocks;
}

function reasonLines(missing: readonly Missing[], style: TextStyle): readonly string[] {
  const groups = groupBy(missing, ({ service, what, reason }) => `${service} ${what}: ${reason}`);
  return [...groups].flatMap(([text, members]) =>
    indented(members.length > 1 ? `${members.length} × ${text}` : `${text} (${members[0]?.resource.name})`, style),
  );
}

function budgetLine(result: CostResult, style: TextStyle): string {
  const { budget, total, estimate } = result;
  const least = estimate.unpriced.length > 0 ? "at least " : "";
  if (!budget)
    return paint(
      `Expected ${least}$${usd(total.expected)}; ${result.inputs && result.environment === undefined ? "no manifest says a budget" : "the manifest has no budget"}.`,
      "dim",
      style,
    );
  const apart = Math.abs(budget.amount - total.expected);
  const place = placeText(budget.at);
  return overBudget(result)
    ? `${paint("✗", "red", style)} ${least}$${usd(apart)} over the budget of $${usd(budget.amount)} (${place})`
    : `${paint("✓", "green", style)} $${usd(apart)} below the budget of $${usd(budget.amount)} (${place})`;
}

const indented = (text: string, { width }: TextStyle): readonly string[] =>
  wrapText(clean(text), width - 2).map((line) => `  ${line}`);
