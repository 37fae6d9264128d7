import { durationSeconds } from "../../manifest/units";
import { nearest } from "../../problems/nearest";
import type { Outcome, Problem } from "../../problems/problem";
import { YEAR } from "../rate";
import { type Line, shown, tableOf, wrong } from "./table";

/** How often something happens, and what is known of how long it lasts. */
export interface Rate {
  readonly scenario: string;
  /** Times a year. */
  readonly perYear: number;
  /** Seen so often in the time that was looked at; undefined where the rate is stated. */
  readonly seen?: number;
  /** Seconds that it lasts, where the proof has no end: one of these. */
  readonly lasts: readonly number[];
  readonly line: number;
}

/** More than one a quarter of an hour is no failure but a state. */
const MOST_A_YEAR = 35_000;

/** `scenario,per_year` and, for what has no end of its own, `takes`; `source` is for people. */
export function readRates(text: string, file: string, known: readonly string[]): Outcome<readonly Rate[]> {
  const table = tableOf(text, file, ["scenario", "per_year"], ["takes", "source"]);
  if (!("lines" in table)) return { ok: false, problems: table };
  const problems: Problem[] = [];
  const rates = table.lines.flatMap((line): Rate | [] => {
    const scenario = scenarioIn(line, file, known, problems);
    const perYear = numberIn(line, file, problems);
    const takes = timeIn(line, "takes", file, problems);
    if (scenario === undefined || perYear === undefined) return [];
    return { scenario, perYear, lasts: takes === undefined ? [] : [takes], line: line.line };
  });
  problems.push(...twice(rates, file));
  return problems.length > 0
    ? { ok: false, problems: problems.slice(0, 20) }
    : { ok: true, value: rates, warnings: [] };
}

/** `scenario,lasted` of each incident in a time that was looked at; `date` and `source` are for people. */
export function readIncidents(
  text: string,
  file: string,
  known: readonly string[],
  observedSeconds: number,
): Outcome<readonly Rate[]> {
  const table = tableOf(text, file, ["scenario"], ["date", "lasted", "source"]);
  if (!("lines" in table)) return { ok: false, problems: table };
  const problems: Problem[] = [];
  const seen = new Map<string, { readonly lasts: number[]; count: number; readonly line: number }>();
  for (const line of table.lines) {
    const scenario = scenarioIn(line, file, known, problems);
    const lasted = timeIn(line, "lasted", file, problems);
    if (scenario === undefined) continue;
    const there = seen.get(scenario) ?? { lasts: [], count: 0, line: line.line };
    there.count++;
    if (lasted !== undefined) there.lasts.push(lasted);
    seen.set(scenario, there);
  }
  if (problems.length > 0) return { ok: false, problems: problems.slice(0, 20) };
  const rates = [...seen].map(([scenario, { lasts, count, line }]) => ({
    scenario,
    perYear: (count * YEAR) / observedSeconds,
    seen: count,
    lasts,
    line,
  }));
  return { ok: true, value: rates, warnings: [] };
}

function scenarioIn(line: Line, file: string, known: readonly string[], problems: Problem[]): string | undefined {
  const cell = line.cell("scenario");
  const at = { file, line: line.line, column: cell?.column ?? 1 };
  if (cell === undefined) problems.push(wrong(at, "no scenario is named", "name one in the first cell"));
  else if (cell.text.split("+").every((part) => known.includes(part))) return cell.text;
  else {
    const near = nearest(cell.text, known);
    problems.push({
      ...wrong(
        at,
        `there is no scenario ${shown(cell.text)}`,
        near === undefined ? "take one of these" : `write ${near}`,
      ),
      expected: `one of ${known.join(", ")}`,
      ...(near !== undefined && { nearest: near }),
    });
  }
  return undefined;
}

function numberIn(line: Line, file: string, problems: Problem[]): number | undefined {
  const cell = line.cell("per_year");
  const value = cell !== undefined && /^\d+(\.\d+)?(e-?\d+)?$/i.test(cell.text) ? Number(cell.text) : Number.NaN;
  if (value <= MOST_A_YEAR) return value;
  const at = { file, line: line.line, column: cell?.column ?? 1 };
  const message = cell === undefined ? "no rate is given" : `${shown(cell.text)} is no rate a year`;
  problems.push({ ...wrong(at, message, "write it like 0.5"), expected: `a number from 0 to ${MOST_A_YEAR}` });
  return undefined;
}

function timeIn(line: Line, head: string, file: string, problems: Problem[]): number | undefined {
  const cell = line.cell(head);
  if (cell === undefined) return undefined;
  const seconds = durationSeconds(cell.text);
  if (seconds !== undefined) return Math.min(seconds, YEAR);
  const at = { file, line: line.line, column: cell.column };
  problems.push({
    ...wrong(at, `${shown(cell.text)} is no time`, "write it like 90m"),
    expected: "a number with a unit: s, m, h or d",
  });
  return undefined;
}

const twice = (rates: readonly Rate[], file: string): readonly Problem[] =>
  rates
    .filter(({ scenario }, index) => rates.findIndex((each) => each.scenario === scenario) < index)
    .map(({ scenario, line }) => wrong({ file, line, column: 1 }, `${scenario} has a rate already`, "add the two up"));
