import type { SavingChange } from "../../../blueprints/cost/savings";
import { isRecord } from "../../../blueprints/graph/values";
import { clean } from "../../../blueprints/problems/format";
import type { Savings } from "../../cost/savings";
import { code, text } from "../markdown-text";
import { wrapText } from "../plan/layout";
import { paint } from "../run/style";
import { column, usd } from "./numbers";
import type { TextStyle } from "./table";

const written = ({ path, from, to, also }: SavingChange): string =>
  `${path}: ${said(from)} becomes ${said(to)}${also ? `, and ${also.path} ${also.to}` : ""}`;

/** As it can be written: mappings and lists in braces and brackets. */
function said(value: unknown): string {
  if (Array.isArray(value)) return `[${value.join(", ")}]`;
  return isRecord(value)
    ? `{ ${Object.entries(value)
        .map(([key, each]) => `${key}: ${/^[\w/]+$/.test(String(each)) ? each : JSON.stringify(each)}`)
        .join(", ")} }`
    : String(value);
}

/** What can be saved, the most first; then what could not, and why. */
export function savingsBlock({ offered, refused, together, kept }: Savings, style: TextStyle): readonly string[] {
  const below = (words: string): readonly string[] =>
    wrapText(clean(words), style.width - 14).map((line) => `${" ".repeat(14)}${line}`);
  const line = (amount: number, what: string): readonly string[] =>
    wrapText(clean(what), style.width - 14).map((words, index) =>
      index === 0 ? `  ${column(amount).padStart(10)}  ${words}` : `${" ".repeat(14)}${words}`,
    );
  const row = (amount: number, what: string): readonly string[] => line(-amount, what);
  return [
    paint("Could be saved, with every objective and rule kept", "bold", style),
    ...(offered.length === 0 ? ["  nothing of what was tried"] : []),
    ...offered.flatMap(({ change, usd: amount, effects }) => [
      ...row(amount, written(change)),
      ...(change.ask === undefined ? [] : below(change.ask)),
      ...(effects.length > 0 ? below(`recovery: ${effects.join("; ")}`) : []),
    ]),
    ...(together.paths.length > 1
      ? wrapText(`${together.paths.length} of them hold together: $${usd(together.usd)} a month.`, style.width - 2).map(
          (line) => `  ${line}`,
        )
      : []),
    ...(refused.length > 0 ? [paint("Not offered", "bold", style)] : []),
    ...refused.flatMap(({ change, usd: amount, why }) => [...row(amount, written(change)), ...below(why)]),
    ...(kept.length > 0 ? [paint("Without a change that lowers it", "bold", style)] : []),
    ...kept.flatMap(({ what, usd: amount, why }) => [...line(amount, what), ...below(why)]),
  ];
}

export function savingsSection({ offered, refused, together, kept }: Savings): string {
  const rows = [
    ...offered.map(({ change, usd: amount, effects }) => ({
      what: code(written(change)),
      amount,
      note: [change.ask, ...effects].filter(Boolean).join("; "),
    })),
    ...refused.map(({ change, usd: amount, why }) => ({
      what: code(written(change)),
      amount,
      note: `not offered: ${why}`,
    })),
    ...kept.map(({ what, usd: amount, why }) => ({ what: text(what), amount: -amount, note: `no change: ${why}` })),
  ];
  const table = rows.map(({ what, amount, note }) => `| ${what} | ${column(-amount)} | ${text(note)} |`);
  return [
    "#### Savings",
    "",
    ...(rows.length === 0
      ? ["Nothing of what was tried costs less."]
      : ["| change | a month | |", "|---|--:|---|", ...table]),
    ...(together.paths.length > 1
      ? ["", `${together.paths.length} of them hold together: $${usd(together.usd)} a month.`]
      : []),
  ].join("\n");
}
