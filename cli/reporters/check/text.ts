import { clean } from "../../../blueprints/problems/format";
import type { Finding } from "../../../policies/finding";
import type { Difference } from "../../check/difference/difference";
import { type CheckResult, decisive, originOf, placeOf } from "../../check/document";
import { clip, wrapText } from "../plan/layout";
import { type Paint, paint } from "../run/style";
import { costWords, recoveredWords, recoveryWords, resourceRows, resourceWords, verdictWords } from "./difference";
import { byRule, causesOf, type Group, groupsOf, plural } from "./groups";

export interface CheckTextOptions {
  readonly color?: boolean;
  readonly width?: number;
  /** Also what passed by exemption and advisory unknowns, one by one. */
  readonly details?: boolean;
}

const MOST_RESOURCES = 3;
const MOST_GROUPS = 4;

/** What a person reads: what stops the change first, each with the line that caused it and what to do. */
export function checkText(result: CheckResult, options: CheckTextOptions = {}): string {
  const style = { color: options.color === true, width: Math.max(40, options.width ?? 100) };
  const { report, since } = result;
  const shown = since ? since.comparison.added : report.findings;
  const failing = shown.filter(({ status }) => status === "fail");
  const unknown = shown.filter(({ status }) => status === "unknown");
  const exempt = shown.filter(({ status }) => status === "exempt");
  const blocks = [
    ...(since ? [sinceLines(result)] : []),
    ...(since?.difference ? [differenceLines(since.difference, style, options.details === true)] : []),
    ...byRule(failing).map((findings) => ruleLines(findings, result, style)),
    ...unknownLines(unknown, style, options.details === true),
    ...(options.details === true ? exempt.map((finding) => [exemptLine(finding)]) : []),
    ...(since && since.comparison.fixed.length > 0 ? [fixedLines(since.comparison.fixed, style)] : []),
    ...(since && since.proposals.length > 0 ? [proposalLines(result, style)] : []),
    [verdictLine(result, style)],
  ];
  return `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

interface Style {
  readonly color: boolean;
  readonly width: number;
}

/** All that one rule finds: its name once, then each place with what is wrong there, then what to do. */
function ruleLines(findings: readonly Finding[], result: CheckResult, style: Style): string[] {
  const [first] = findings;
  if (!first) return [];
  const weight = first.blocks ? "error" : first.severity === "error" ? "warning" : first.severity;
  const color: Paint = first.blocks ? "red" : weight === "info" ? "cyan" : "yellow";
  const groups = groupsOf(findings);
  const shown = groups.length > MOST_GROUPS + 1 ? groups.slice(0, MOST_GROUPS) : groups;
  const rest = groups.slice(shown.length).reduce((sum, group) => sum + group.findings.length, 0);
  const fixes = [...new Set(findings.map(({ fix }) => fix))];
  return [
    `${paint(weight, color, style)} ${paint(first.rule, "bold", style)} ${paint(clip(first.title, style.width - weight.length - first.rule.length - 2), "dim", style)}`,
    ...shown.flatMap((group) => groupLines(group, result, style)),
    ...(rest > 0 ? [`  ${paint(`and ${rest} more`, "dim", style)}`] : []),
    ...fixes.slice(0, 2).flatMap((fix) => indented(`fix: ${fix}`, 2, style)),
  ];
}

function groupLines({ first, findings }: Group, result: CheckResult, style: Style): string[] {
  const place = placeOf(first, result);
  const origin = originOf(first);
  return [
    `  ${paint(`${clean(place.file)}:${place.line}:${place.column}`, "bold", style)}`,
    ...indented(first.message, 4, style),
    ...resourceLines(findings, style),
    ...(origin === undefined ? [] : indented(`from: ${origin}`, 4, style)),
  ];
}

const indented = (text: string, by: number, { width }: Style): string[] =>
  wrapText(clean(text), width - by).map((line) => `${" ".repeat(by)}${line}`);

function resourceLines(findings: readonly Finding[], style: Style): string[] {
  const shown = findings.length > MOST_RESOURCES + 1 ? findings.slice(0, MOST_RESOURCES) : findings;
  const lines = shown.map(
    ({ resource, fingerprint }) => `    ${paint(`${clean(resource.address)}  ${fingerprint}`, "dim", style)}`,
  );
  const rest = findings.length - shown.length;
  return rest > 0 ? [...lines, `    ${paint(`and ${rest} more`, "dim", style)}`] : lines;
}

function unknownLines(findings: readonly Finding[], style: Style, details: boolean): string[][] {
  if (findings.length === 0) return [];
  const causes = causesOf(findings);
  const shown = details ? causes : causes.slice(0, 5);
  const lines = shown.flatMap(({ cause, findings: all }) => {
    const rules = [...new Set(all.map(({ rule }) => rule))];
    const [first = "", ...rest] = wrapText(clean(`${cause}: ${rules.join(", ")}`), style.width - 4);
    return [`  ? ${first}`, ...rest.map((line) => `    ${line}`)];
  });
  const left = causes.length - shown.length;
  return [
    [
      paint(`Not known (${plural(findings.length, "verdict")})`, "bold", style),
      ...lines,
      ...(left > 0 ? [`    and ${plural(left, "more cause")}; --details shows all`] : []),
    ],
  ];
}

const exemptLine = ({ rule, resource, exemption }: Finding): string =>
  clean(
    `  excused ${rule} on ${resource.address} until ${exemption?.expires ?? ""} (${exemption?.owner ?? ""}: ${exemption?.reason ?? ""})`,
  );

function sinceLines({ since }: CheckResult): string[] {
  if (!since) return [];
  const { comparison, affected, everything, mergeBase, ref, movedFrom } = since;
  const heading = `Since ${clean(ref)} (${mergeBase.slice(0, 10)}): ${comparison.added.length} new, ${comparison.fixed.length} fixed, ${comparison.unchanged.length} unchanged`;
  const moved = movedFrom === undefined ? [] : [`  the manifest was ${clean(movedFrom)}`];
  if (affected.length === 0) return [heading, ...moved, "No stack is affected."];
  return [
    heading,
    ...moved,
    ...everything.map((reason) => `  every stack: ${clean(reason)}`),
    ...affected.map(({ stack, change, reason }) => `  ${change.padEnd(10)} ${clean(stack)}: ${clean(reason)}`),
  ];
}

const MOST_ROWS = 12;

function differenceLines(difference: Difference, style: Style, details: boolean): string[] {
  const { resources, recovery, cost } = difference;
  const rows = resourceRows(resources);
  const shown = details || rows.length <= MOST_ROWS + 1 ? rows : rows.slice(0, MOST_ROWS);
  const named = (name: string, words: string) =>
    wrapText(clean(`${name}: ${words}`), style.width - 2).map((line, at) => (at === 0 ? line : `  ${line}`));
  return [
    ...named("Resources", resourceWords(resources)),
    ...shown.map(
      ({ sign, address, stateful, inputs }) =>
        `  ${sign} ${clean(address)}${stateful ? " (holds data)" : ""}${inputs.length > 0 ? `: ${clean(inputs.join(", "))}` : ""}`,
    ),
    ...(rows.length > shown.length ? [`    and ${rows.length - shown.length} more; --details shows all`] : []),
    ...named("Recovery", recoveryWords(difference)),
    ...recovery.scenarios.map(
      (scenario) =>
        `  ${clean(scenario.id)}: back after ${recoveredWords(scenario, "rto")}, may lose ${recoveredWords(scenario, "rpo")}, objectives ${verdictWords(scenario)}`,
    ),
    ...named("Cost", costWords(cost)),
  ];
}

const fixedLines = (findings: readonly Finding[], style: Style): string[] => [
  paint("Fixed", "bold", style),
  ...findings.map(({ rule, resource }) => `  ${paint("-", "green", style)} ${rule} on ${clean(resource.address)}`),
];

const proposalLines = ({ since }: CheckResult, style: Style): string[] => [
  paint("Proposed; excuses nothing before it is merged", "bold", style),
  ...(since?.proposals ?? []).map(({ text }) => `  ${clean(text)}`),
];

function verdictLine(result: CheckResult, style: Style): string {
  const { fail, unknown, exempt, pass } = result.report.summary;
  const blocking = decisive(result).length;
  const sign = blocking > 0 ? paint("✗", "red", style) : paint("✓", "green", style);
  const verdict =
    blocking > 0
      ? `${plural(blocking, "finding")} ${blocking === 1 ? "stops" : "stop"} this${result.since ? " change" : ""}`
      : "nothing stops this";
  const counts = [
    `${plural(fail, "failure")}`,
    ...(unknown > 0 ? [`${unknown} not known`] : []),
    ...(exempt > 0 ? [`${exempt} excused`] : []),
    `${pass} passed`,
  ];
  return `${sign} ${clean(result.project)} ${clean(result.environment)} at tier ${result.tier}: ${verdict} (${counts.join(", ")}; ${result.report.rules} rules, ${result.resources} resources)`;
}
