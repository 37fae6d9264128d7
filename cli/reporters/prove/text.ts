import { clean } from "../../../blueprints/problems/format";
import type { Proof } from "../../../blueprints/recovery/prove";
import { isEndless } from "../../../blueprints/recovery/range";
import type { Step } from "../../../blueprints/recovery/step";
import { type Inputs, inputWords } from "../../audit/state";
import { decisive, fails, missesHours, type ProveResult } from "../../prove/result";
import { clip, wrapText } from "../plan/layout";
import { type Paint, paint } from "../run/style";
import { offHourWords } from "./off-hours";
import {
  basisWords,
  choiceWords,
  curveWords,
  headOf,
  number,
  origin,
  percent,
  range,
  rate,
  SHOWN_CHOICES,
  serviceWords,
  spoken,
  time,
  usersWords,
} from "./words";
import { yearsWords } from "./years";

export interface ProveTextOptions {
  readonly color?: boolean;
  readonly width?: number;
  /** Also the ways of scenarios that meet their objectives. */
  readonly details?: boolean;
}

interface Style {
  readonly color: boolean;
  readonly width: number;
  readonly details: boolean;
}

/** What an SRE reads: one line a scenario, then how recovery goes where it takes too long, and what would shorten it. */
export function proveText(result: ProveResult, options: ProveTextOptions = {}): string {
  const details = options.details === true;
  const style = { color: options.color === true, width: Math.max(60, options.width ?? 80), details };
  const shown = result.proofs.filter(
    ({ verdict, rto }) =>
      details || verdict === "missed" || verdict === "risk" || (verdict === "told" && isEndless(rto)),
  );
  const blocks = [
    headline(result, style),
    table(result, style),
    ...(result.offHours.length > 0 ? [offHourWords(result).flatMap((text) => bullet(text, style))] : []),
    ...shown.map((proof) => proofLines(proof, result, style)),
    ...(result.topology.unseen.length > 0 ? [unseenLines(result, style, details)] : []),
    ...(result.inputs ? [inputLines(result.inputs, style)] : []),
    ...(result.years ? [yearsLines(result.years, style)] : []),
    [verdictLine(result, style)],
  ];
  return `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function headline(result: ProveResult, style: Style): string[] {
  const title = paint(`Recovery of ${headOf(result)}`, "bold", style);
  if (!result.objectives) return [`${title}: nothing is promised (-f MANIFEST says what is)`];
  const { rtoSeconds, rpoSeconds } = result.objectives;
  return [`${title}: back within ${time(rtoSeconds)}, at most ${time(rpoSeconds)} lost`];
}

const SIGNS: Readonly<Record<Proof["verdict"], readonly [sign: string, how: Paint]>> = {
  met: ["✓", "green"],
  risk: ["!", "yellow"],
  missed: ["✗", "red"],
  told: ["·", "dim"],
};

function signOf(proof: Proof, result: ProveResult, style: Style): string {
  const [sign, how] = SIGNS[proof.verdict];
  return result.accepted.includes(proof.id) && fails(proof, result)
    ? paint("~", "yellow", style)
    : paint(sign, how, style);
}

const HEAD = ["scenario", "back after", "at worst", "may lose", "a year", "worst place"] as const;

/** Columns of numbers. */
const RIGHT = new Set([1, 2, 4]);

function table(result: ProveResult, style: Style): string[] {
  const rows = result.proofs.map(({ id, rto, rpo, place, largestRate }) => [
    id,
    time(rto.typical),
    time(rto.max),
    lost(rpo.typical, rpo.max),
    result.objectives ? rate(largestRate) : "–",
    clean(place) || "everywhere",
  ]);
  const widths = HEAD.map((head, column) => Math.max(head.length, ...rows.map((row) => (row[column] ?? "").length)));
  const line = (cells: readonly string[]): string => {
    const padded = cells.map((cell, column) =>
      RIGHT.has(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
    );
    return clip(padded.join("  ").trimEnd(), style.width - 4);
  };
  return [
    `    ${paint(line(HEAD), "dim", style)}`,
    ...rows.map((row, at) => {
      const proof = result.proofs[at];
      return `  ${proof ? signOf(proof, result, style) : " "} ${line(row)}`;
    }),
    ...(result.objectives
      ? wrapText(
          `a year: how often it may happen alone, for ${Number((result.objectives.availability * 100).toFixed(4))} % availability`,
          style.width - 4,
        )
      : []
    ).map((text) => `    ${paint(text, "dim", style)}`),
  ];
}

const lost = (typical: number, max: number): string =>
  max === 0 ? "nothing" : typical === max ? time(max) : `${time(typical)} to ${time(max)}`;

function proofLines(proof: Proof, result: ProveResult, style: Style): string[] {
  const { title, place, rto, reads, assumedShare, users } = proof;
  const seen = users === undefined ? "" : usersWords(users);
  const where = place === "" ? "" : ` (${clean(place)})`;
  const readsBack = isEndless(reads) || reads.typical === rto.typical ? [] : [`reads after ${range(reads)}`];
  const facts = [
    isEndless(rto) ? "no end that anything here decides" : `back after ${range(rto)}`,
    ...readsBack,
    ...(seen === "" ? [] : [seen]),
    ...(assumedShare !== undefined && assumedShare > 0 ? [`${percent(assumedShare)} of the time is assumed`] : []),
  ];
  return [
    `${signOf(proof, result, style)} ${paint(clip(`${proof.id}: ${title}${where}`, style.width - 2), "bold", style)}`,
    ...indented(facts.join("; "), 2, style),
    ...pathLines(proof, style),
    ...(style.details ? proof.byService.flatMap((each) => bullet(curveWords(each), style)) : []),
    ...proof.services.flatMap((each) => bullet(serviceWords(each), style)),
    ...savingLines(proof, style),
    ...sufficientLines(proof, result, style),
    ...capacityLines(proof, style),
    ...proof.notes.flatMap((note) => bullet(clean(note), style)),
  ];
}

const BAR = 14;
const LEFT = 2 + 10 + 12 + BAR + 2;

/** Each step with its place in the whole: what is long looks long. */
function pathLines({ path, rto }: Proof, style: Style): string[] {
  const visible = path.filter(({ time: each }) => each.max > 0);
  let start = 0;
  return visible.flatMap((step) => {
    const bar = isEndless(rto)
      ? isEndless(step.time)
        ? "─".repeat(BAR - 1).concat("→")
        : "·".repeat(BAR)
      : barOf(start, step, rto.typical);
    start += step.time.typical;
    const [first = "", ...rest] = wrapText(clean(step.what), style.width - LEFT);
    const color: Paint = step.basis.kind === "assumed" || step.basis.kind === "none" ? "yellow" : "cyan";
    return [
      `  ${step.kind.padEnd(10)}${time(step.time.typical).padStart(10)}  ${paint(bar, color, style)}  ${first}`,
      ...[
        ...rest,
        ...wrapText(`[${style.details ? wholeBasis(step) : basisWords(step)}]`, style.width - LEFT).map((line) =>
          paint(line, "dim", style),
        ),
      ].map((line) => `${" ".repeat(LEFT)}${line}`),
    ];
  });
}

/** From the least to the most, and what that rests on. */
const wholeBasis = (step: Step): string =>
  isEndless(step.time) ? basisWords(step, true) : `${spread(step.time)}; ${basisWords(step, true)}`;

const spread = ({ min, max }: Step["time"]): string =>
  min === max ? `always ${time(min)}` : `${time(min)} to ${time(max)}`;

function barOf(start: number, { time: each }: Step, total: number): string {
  const from = Math.min(BAR - 1, Math.floor((start / total) * BAR));
  const length = Math.max(1, Math.min(BAR - from, Math.round((each.typical / total) * BAR)));
  return `${"·".repeat(from)}${"█".repeat(length)}${"·".repeat(BAR - from - length)}`;
}

const savingLines = ({ savings }: Proof, style: Style): string[] =>
  savings.flatMap(({ setting, to, seconds }) =>
    bullet(
      `${time(seconds)} sooner with ${spoken(setting)} ${setting.value} → ${to} (${clean(origin(setting))})`,
      style,
    ),
  );

function sufficientLines({ id }: Proof, { sufficient = [] }: ProveResult, style: Style): string[] {
  const found = sufficient.find(({ scenario }) => scenario === id);
  if (!found) return [];
  const { choices, relevant } = found;
  if (choices.length > 0)
    return choices.slice(0, SHOWN_CHOICES).flatMap((choice) => bullet(choiceWords(choice), style));
  return bullet(
    relevant === 0
      ? "no setting that is tried shortens this"
      : `no choice of up to three of ${relevant} changes that shorten this meets the objectives`,
    style,
  );
}

function capacityLines({ capacity }: Proof, style: Style): string[] {
  const touched = capacity.filter((each) => each.leftRps < each.beforeRps || each.neededRps !== undefined);
  const short = touched.filter((each) => each.leftRps < wanted(each));
  if (touched.length > 0 && short.length === 0) return bullet("what is left carries the peak", style);
  return short.flatMap((each) => {
    const { service, leftRps, mostRps, neededRps } = each;
    const asked = wanted(each);
    const grown =
      mostRps >= asked ? `and can grow to ${number(mostRps)}` : `at the most ${number(mostRps)}: not enough`;
    const peak = neededRps === undefined ? "at the peak" : "with all that try again";
    return bullet(`${clean(service)}: ${number(leftRps)} of ${number(asked)} rps ${peak} are carried, ${grown}`, style);
  });
}

const wanted = ({ neededRps, peakRps }: Proof["capacity"][number]): number => neededRps ?? peakRps;

function bullet(text: string, { width }: Style): string[] {
  const [first = "", ...rest] = wrapText(text, width - 4);
  return [`  - ${first}`, ...rest.map((line) => `    ${line}`)];
}

const indented = (text: string, by: number, { width }: Style): string[] =>
  wrapText(text, width - by).map((line) => `${" ".repeat(by)}${line}`);

function unseenLines({ topology }: ProveResult, style: Style, details: boolean): string[] {
  const shown = details ? topology.unseen : topology.unseen.slice(0, 3);
  const rest = topology.unseen.length - shown.length;
  return [
    paint("Not seen, so taken at its whole range", "bold", style),
    ...shown.flatMap((what) => bullet(clean(what), style)),
    ...(rest > 0 ? [`    and ${rest} more; --details shows all`] : []),
  ];
}

function inputLines(inputs: Inputs, style: Style): string[] {
  return [paint("What was read", "bold", style), ...inputWords(inputs).flatMap((line) => bullet(clean(line), style))];
}

function yearsLines(years: NonNullable<ProveResult["years"]>, style: Style): string[] {
  const [head = "", ...rest] = yearsWords(years);
  const [sign, how] = SIGNS[years.verdict];
  return [
    ...wrapText(head, style.width - 2).map((line, at) =>
      at === 0 ? `${paint(sign, how, style)} ${paint(line, "bold", style)}` : `  ${paint(line, "bold", style)}`,
    ),
    ...rest.flatMap((line) => bullet(line, style)),
  ];
}

function verdictLine(result: ProveResult, style: Style): string {
  const failing = decisive(result);
  const risks = result.proofs.filter(({ verdict }) => verdict === "risk").length;
  const taken = result.proofs.filter((proof) => fails(proof, result)).length - failing.length;
  const besides = [...(risks > 0 ? [`${risks} may at worst`] : []), ...(taken > 0 ? [`${taken} accepted`] : [])];
  const count = `${result.proofs.length} ${result.proofs.length === 1 ? "scenario" : "scenarios"}`;
  if (!result.objectives && result.proofs.every(({ verdict }) => verdict === "told"))
    return `${paint("·", "dim", style)} nothing is promised, so nothing is missed, in ${count}`;
  const rests = missesHours(result);
  if (failing.length === 0 && !rests)
    return `${paint("✓", "green", style)} ${[`nothing misses the objectives in ${count}`, ...besides].join(", ")}`;
  const named = failing.map(({ id }) => id).join(", ");
  const scenarios = `${failing.length} of ${count} ${failing.length === 1 ? "misses" : "miss"} the objectives: ${named}`;
  const words = [
    ...(failing.length > 0 ? [scenarios] : []),
    ...(rests ? ["hours without instances miss the availability"] : []),
  ];
  return wrapText(words.join("; "), style.width - 2)
    .map((line, at) => (at === 0 ? `${paint("✗", "red", style)} ${line}` : `  ${line}`))
    .join("\n");
}
