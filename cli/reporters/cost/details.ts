import type { LineItem } from "../../../blueprints/cost/estimate";
import { totalOf } from "../../../blueprints/cost/totals";
import { clean } from "../../../blueprints/problems/format";
import type { CostResult } from "../../cost/document";
import { grouped } from "../check/groups";
import { clip, wrapText } from "../plan/layout";
import { paint } from "../run/style";
import { column, quantity, unitPrice, units } from "./numbers";
import { basisText } from "./rests-on";
import type { TextStyle } from "./table";

/** Every stack's lines by part: what, how much of it, at which price, and what the quantity rests on. */
export function detailBlocks({ estimate, stacks }: CostResult, style: TextStyle): readonly (readonly string[])[] {
  return stacks.flatMap(({ name }) => {
    const items = estimate.items.filter(({ resource }) => resource.stack === name);
    if (items.length === 0) return [];
    const parts = grouped(items, ({ resource }) => resource.part ?? "");
    return [[paint(clean(name), "bold", style), ...parts.flatMap((part) => partLines(part, style))]];
  });
}

function partLines(items: readonly LineItem[], style: TextStyle): readonly string[] {
  const [first] = items;
  const name = clean(first?.resource.part ?? "besides the parts");
  const amount = column(totalOf(items).expected);
  const gap = " ".repeat(Math.max(1, style.width - 2 - name.length - amount.length));
  const lines = grouped(items, ({ service, what, price, basis }) =>
    JSON.stringify([service, what, price.id, price.region, basis]),
  );
  return [
    `  ${paint(name, "cyan", style)}${gap}${paint(amount, "dim", style)}`,
    ...lines.flatMap((line) => itemLines(line, style)),
  ];
}

/** Equal lines of several resources are one line. */
function itemLines(items: readonly LineItem[], style: TextStyle): readonly string[] {
  const [first] = items;
  if (!first) return [];
  const { price, unit, what, service } = first;
  const total = items.reduce((sum, item) => sum + item.quantity.expected, 0);
  const bands = price.bands.length > 1 ? "from " : "";
  const foreign = price.standIn ? `; at the price of ${price.region}` : "";
  const amount = column(totalOf(items).expected).padStart(9);
  const sentence = `${service.replace(/^(Amazon|AWS) /, "")} ${what}: ${quantity(total)} ${units(unit, total)} × ${bands}${unitPrice(price.bands[0]?.usd ?? 0)}`;
  const shown = clip(sentence, style.width - 4 - amount.length - 1);
  const gap = " ".repeat(Math.max(1, style.width - 4 - shown.length - amount.length));
  return [
    `    ${shown}${gap}${amount}`,
    ...wrapText(clean(`${basisText(first)}${foreign}`), style.width - 6).map(
      (line) => `      ${paint(line, "dim", style)}`,
    ),
  ];
}
