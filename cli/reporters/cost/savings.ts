import type { SavingChange } from "../../../blueprints/cost/savings";
import { clean } from "../../../blueprints/problems/format";
import type { Savings, TriedMeasure } from "../../cost/savings";
import { code, text } from "../markdown-text";
import { wrapText } from "../plan/layout";
import { paint } from "../run/style";
import { column, usd } from "./numbers";
import type { TextStyle } from "./table";

const written = ({ path, from, to, also }: SavingChange): string =>
  `${path}: ${said(from)} becomes ${said(to)}${also ? `, and ${also.path} ${also.to}` : ""}`;
const said = (value: unknown): string => (Array.isArray(value) ? value.join(", ") : String(value));

/** What can be saved, the most first; then what could not, and why. */
export function savingsBlock({ offered, refused, together, measures }: Savings, style: TextStyle): readonly string[] {
  const below = (words: string): readonly string[] =>
    wrapText(clean(words), style.width - 14).map((line) => `${" ".repeat(14)}${line}`);
  const row = (amount: number, what: string): readonly string[] =>
    wrapText(clean(what), style.width - 14).map((line, index) =>
      index === 0 ? `  ${column(-amount).padStart(10)}  ${line}` : `${" ".repeat(14)}${line}`,
    );
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
    ...(measures.length > 0 ? [paint("Outside of the manifest", "bold", style)] : []),
    ...measures.flatMap((measure) => [...row(measure.usd, measure.what), ...below(words(measure))]),
  ];
}

/** What people need to know of a measure: why not, or how, with what it does to recovery. */
const words = ({ why, ask, how, effects }: TriedMeasure): string =>
  why !== undefined
    ? `not offered: ${why}`
    : [ask, ...(effects.length > 0 ? [`recovery: ${effects.join("; ")}`] : []), `how: ${how}`].join("; ");

export function savingsSection({ offered, refused, together, measures }: Savings): string {
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
    ...measures.map((measure) => ({ what: text(measure.what), amount: measure.usd, note: words(measure) })),
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
