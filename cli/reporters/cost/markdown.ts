import type { Missing } from "../../../blueprints/cost/estimate";
import { byExpected, totalsBy } from "../../../blueprints/cost/totals";
import { type CostResult, overBudget } from "../../cost/document";
import { plural } from "../check/groups";
import { code, text } from "../markdown-text";
import { placeText } from "../origin";
import { change, column, percent, usd } from "./numbers";
import { inputNotes, nameOf, restsWords, shares, simulatedWords, standIns } from "./rests-on";
import { savingsSection } from "./savings";
import { differences, movedBudget, verdict } from "./since";

/** First line of the comment, by which the next run finds it again. */
const markerOf = ({ project, environment }: CostResult): string =>
  `<!-- scalekit-cost ${slug(project)} ${slug(environment ?? "state")} -->`;

/** A comment for a pull request: what a month costs and what the change does to it. Nothing is read as Markdown or HTML. */
export function costMarkdown(result: CostResult): string {
  const sections = [
    markerOf(result),
    heading(result),
    ...(result.inputs
      ? [
          inputNotes(result)
            .map((line) => `- ${text(line)}`)
            .join("\n"),
        ]
      : []),
    ...sinceSections(result),
    stackTable(result),
    serviceTable(result),
    ...(result.savings ? [savingsSection(result.savings)] : []),
    ...missingSections(result),
    footer(result),
  ];
  return `${sections.join("\n\n")}\n`;
}

function heading(result: CostResult): string {
  const { total, budget } = result;
  const name = text(nameOf(result));
  const sum = `$${usd(total.expected)} a month expected (${name})`;
  if (!budget) return `### scalekit: ${sum}`;
  const place = code(placeText(budget.at));
  const apart = usd(Math.abs(budget.amount - total.expected));
  return overBudget(result)
    ? `### ❌ scalekit: ${sum}\n\n**$${apart} over the budget** of $${usd(budget.amount)} (${place}).`
    : `### ✅ scalekit: ${sum}\n\n$${apart} below the budget of $${usd(budget.amount)} (${place}).`;
}

function sinceSections(result: CostResult): readonly string[] {
  const { since } = result;
  if (!since) return [];
  const base = code(since.mergeBase.slice(0, 10));
  if (!since.before) return [`Nothing to compare with at ${base}: ${text(since.missing ?? "")}.`];
  const { before } = since;
  const sentences = [`**${verdict(result, before)}** Compared with ${base}.`, movedBudget(result, before)];
  const rows = (["stack", "service"] as const).flatMap((by) =>
    differences(result, before, by).map(
      ({ name, before: old, after }) =>
        `| ${by} | ${code(name)} | ${column(old)} | ${column(after)} | ${change(after - old)} |`,
    ),
  );
  const table = ["| | what | before | after | change |", "|---|---|--:|--:|--:|", ...rows].join("\n");
  return [sentences.filter(Boolean).join(" "), ...(rows.length > 0 ? [table] : [])];
}

function stackTable({ estimate, total }: CostResult): string {
  const rows = totalsBy(estimate.items, ({ resource }) => resource.stack).map(
    ({ name, amount }) =>
      `| ${code(name)} | ${column(amount.min)} | ${column(amount.expected)} | ${column(amount.max)} |`,
  );
  const sum = `| **total** | **${column(total.min)}** | **${column(total.expected)}** | **${column(total.max)}** |`;
  return ["| stack | no traffic | expected | peak all month |", "|---|--:|--:|--:|", ...rows, sum].join("\n");
}

function serviceTable({ estimate, total }: CostResult): string {
  const rows = [...totalsBy(estimate.items, ({ service }) => service)]
    .sort(byExpected)
    .map(
      ({ name, amount }) =>
        `| ${text(name)} | ${column(amount.expected)} | ${percent(total.expected > 0 ? amount.expected / total.expected : 0)} |`,
    );
  const table = ["| service | expected | share |", "|---|--:|--:|", ...rows].join("\n");
  return `<details><summary>By service</summary>\n\n${table}\n\n</details>`;
}

function missingSections({ estimate: { unpriced } }: CostResult): readonly string[] {
  if (unpriced.length === 0) return [];
  const line = ({ service, what, reason, resource }: Missing) =>
    `- ${code(resource.name)}: ${text(`${service} ${what}: ${reason}`)}`;
  return [
    `**No price known: ${plural(unpriced.length, "resource")}, not in the sums**\n${unpriced.slice(0, 20).map(line).join("\n")}`,
  ];
}

function footer({ estimate, simulated }: CostResult): string {
  const { standIn } = shares(estimate);
  const { regions, from } = standIns(estimate);
  const foreign =
    standIn > 0
      ? ` ${percent(standIn)} is at prices of ${from.map(text).join(", ")}, because those of ${regions.map(text).join(", ")} are not known.`
      : "";
  return `<sub>US dollars on demand, before taxes and discounts; prices as old as ${estimate.pricesOf}. ${restsWords(estimate, percent, "rests ")}${simulated ? ` ${text(simulatedWords(simulated))}` : ""}${foreign}</sub>`;
}

const slug = (value: string): string => value.replace(/[^a-z0-9-]/gi, "").slice(0, 60);
