import { clean } from "../../../blueprints/problems/format";
import type { Gap, PartialScore } from "../../../policies/audit/score";
import type { SinglePoint } from "../../../policies/audit/single-points";
import type { Finding } from "../../../policies/finding";
import { type AuditResult, decisive } from "../../audit/document";
import { causesOf, grouped, plural } from "../check/groups";
import { clip, wrapText } from "../plan/layout";
import { type Paint, paint } from "../run/style";
import { adoptionBlock, comparisonBlock, manifestBlock } from "./comparison";
import type { Style } from "./style";

export interface AuditTextOptions {
  readonly color?: boolean;
  readonly width?: number;
  /** Everything, one by one. */
  readonly details?: boolean;
}

const MOST = { points: 5, gaps: 10, resources: 3, causes: 5, types: 6 };
const BAR = 20;

/** What a person reads who was handed somebody else's cloud: how far from the tier, what breaks first, what to change. */
export function auditText(result: AuditResult, options: AuditTextOptions = {}): string {
  const style = {
    color: options.color === true,
    width: Math.max(40, options.width ?? 100),
    details: options.details === true,
  };
  const blocks = [
    scoreBlock(result, style),
    ...(result.since ? [sinceBlock(result, style)] : []),
    pointsBlock(result.singlePoints, style),
    gapsBlock(result, style),
    patchBlock(result, style),
    ...(result.manifest ? [manifestBlock(result.manifest, style)] : []),
    ...(result.comparison ? [comparisonBlock(result.comparison, style)] : []),
    ...(result.adoption ? [adoptionBlock(result.adoption, style)] : []),
    adviceBlock(result, style),
    unknownBlock(result, style),
    sourcesBlock(result, style),
    [verdictLine(result, style)],
  ].filter((lines) => lines.length > 0);
  return `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

const heading = (text: string, style: Style): string => paint(text, "bold", style);
const indented = (text: string, by: number, { width }: Style): string[] =>
  wrapText(clean(text), width - by).map((line) => `${" ".repeat(by)}${line}`);

function scoreBlock({ score, tier, tiers }: AuditResult, style: Style): string[] {
  if (score.value === undefined)
    return [
      heading("Score: none", style),
      ...indented(`no rule that tier ${tier} demands has anything to judge here`, 2, style),
    ];
  const color: Paint = score.value === 100 ? "green" : score.value >= 70 ? "yellow" : "red";
  const three = score.gaps.slice(0, 3);
  const gain = three.reduce((sum, { points }) => sum + points, 0);
  return [
    `${heading("Score", style)} ${paint(`${score.value} of 100`, color, style)} at tier ${tier}${chosen(tier, tiers)}`,
    ...score.objectives.map((part) => partLine(part, style)),
    ...(three.length > 0
      ? indented(
          `The ${three.length === 1 ? "change that raises" : `${three.length} changes that raise`} it most, by ${points(gain)}: ${three.map(({ rule }) => rule).join(", ")}.`,
          2,
          style,
        )
      : []),
  ];
}

function chosen(tier: string, tiers: AuditResult["tiers"]): string {
  if (!tiers) return "";
  const below = tiers.at(-2);
  return below ? `, the first that it misses: ${below.tier} holds` : tier === "starter" ? ", the lowest" : "";
}

function partLine({ name, value, rules, lost }: PartialScore, style: Style): string {
  const full = Math.round((value / 100) * BAR);
  const bar = `${"█".repeat(full)}${"░".repeat(BAR - full)}`;
  const color: Paint = value === 100 ? "green" : value >= 70 ? "yellow" : "red";
  const cost = lost > 0 ? `, costs ${points(lost)}` : "";
  return `  ${name.padEnd(12)} ${paint(bar, color, style)} ${String(value).padStart(3)}  ${paint(clip(`${plural(rules, "rule")}${cost}`, style.width - 41), "dim", style)}`;
}

const points = (value: number): string => `${value < 0.1 ? "under 0.1" : value.toFixed(1)} points`;

function sinceBlock({ since, score, tier }: AuditResult, style: Style): string[] {
  if (!since) return [];
  const { comparison, scoreBefore, tierBefore } = since;
  const moved =
    scoreBefore === undefined || score.value === undefined || tierBefore !== tier
      ? tierBefore === tier
        ? ""
        : ` (it was judged at tier ${tierBefore})`
      : score.value === scoreBefore
        ? " (score unchanged)"
        : ` (score ${scoreBefore} before, ${score.value} now)`;
  return [
    `${heading(`Since ${clean(since.baseline)}`, style)}: ${comparison.added.length} new, ${comparison.fixed.length} fixed, ${comparison.unchanged.length} unchanged${moved}`,
    ...comparison.added.flatMap((finding) => changeLine("+", "red", finding, style)),
    ...comparison.fixed.flatMap((finding) => changeLine("-", "green", finding, style)),
  ];
}

const changeLine = (sign: string, color: Paint, { rule, resource, status }: Finding, style: Style): string[] => [
  `  ${paint(sign, color, style)} ${clip(clean(`${rule} on ${resource.address}${status === "unknown" ? " (not known)" : ""}`), style.width - 4)}`,
];

function pointsBlock(singlePoints: readonly SinglePoint[], style: Style): string[] {
  if (singlePoints.length === 0) return [];
  const shown = style.details ? singlePoints : singlePoints.slice(0, MOST.points);
  const rest = singlePoints.length - shown.length;
  return [
    heading("What breaks first: there is one of each of these", style),
    ...shown.flatMap((point, index) => pointLines(point, index + 1, style)),
    ...(rest > 0 ? [`  ${paint(`and ${rest} more; --details shows all`, "dim", style)}`] : []),
  ];
}

const WORDS = {
  instance: "when one instance fails",
  zone: "when its zone fails",
  region: "when its region fails",
} as const;

function pointLines({ resource, fails, because, takes, names }: SinglePoint, number: number, style: Style): string[] {
  const taken = [...names, ...takes.filter((address) => !names.includes(address))];
  const most = style.details ? taken.length : MOST.resources;
  const more = taken.length > most ? ` and ${taken.length - most} more` : "";
  return [
    `  ${number}. ${paint(clip(clean(resource.address), style.width - 30), "bold", style)}, ${WORDS[fails]}`,
    ...because.slice(0, 2).flatMap((text) => indented(text, 5, style)),
    ...(taken.length > 0 ? indented(`takes with it: ${taken.slice(0, most).join(", ")}${more}`, 5, style) : []),
  ];
}

function gapsBlock({ score, report }: AuditResult, style: Style): string[] {
  if (score.gaps.length === 0) return [];
  const shown = style.details ? score.gaps : score.gaps.slice(0, MOST.gaps);
  const rest = score.gaps.length - shown.length;
  return [
    heading("Gaps, by what closing each gives", style),
    ...shown.flatMap((gap) => gapLines(gap, report.findings, style)),
    ...(rest > 0 ? [`  ${paint(`and ${rest} more; --details shows all`, "dim", style)}`] : []),
  ];
}

function patchBlock({ patch, score }: AuditResult, style: Style): string[] {
  if (!patch || patch.resources.length === 0) return [];
  const total = patch.fixes.length + patch.left;
  const raised =
    patch.scoreAfter === undefined || patch.scoreAfter === score.value ? "" : `: the score goes to ${patch.scoreAfter}`;
  const names = patch.files.map(({ name }) => name).join(", ");
  return [
    heading("Patch", style),
    ...indented(`${patch.fixes.length} of ${plural(total, "failure")} can be put right in place${raised}`, 2, style),
    ...indented(
      `${plural(patch.resources.length, "resource")} to change${names === "" ? "" : `; --patch FOLDER writes ${names}`}`,
      2,
      style,
    ),
  ];
}

function gapLines(gap: Gap, findings: readonly Finding[], style: Style): string[] {
  const { rule, title, resources, judged, fix } = gap;
  const worth = `+${gap.points < 0.1 ? "0.1" : gap.points.toFixed(1)}`;
  const own = findings.filter((finding) => finding.rule === rule && finding.status === "fail");
  const shown = style.details ? own : own.slice(0, MOST.resources);
  const rest = own.length - shown.length;
  return [
    `  ${paint(worth.padStart(5), "green", style)} ${paint(rule, "bold", style)} ${paint(clip(title, style.width - rule.length - 9), "dim", style)}`,
    ...shown.flatMap(({ resource, message }) => indented(`${resource.address}: ${message}`, 8, style)),
    ...(rest > 0
      ? [`        ${paint(`and ${rest} more (${resources.length} of ${judged} resources)`, "dim", style)}`]
      : []),
    ...indented(`fix: ${fix}`, 8, style),
  ];
}

function adviceBlock({ report }: AuditResult, style: Style): string[] {
  const advice = report.findings.filter(({ status, blocks }) => status === "fail" && !blocks);
  if (advice.length === 0) return [];
  const lines = grouped(advice, ({ rule }) => rule).flatMap((found) => adviceLines(found, style));
  return [heading("Advice, beyond what the tier demands", style), ...lines];
}

function adviceLines(found: readonly Finding[], style: Style): string[] {
  const [{ rule, title } = { rule: "", title: "" }] = found;
  return [
    `  ${paint(rule, "bold", style)} ${paint(clip(`${title} (${found.length})`, style.width - rule.length - 3), "dim", style)}`,
    ...(style.details
      ? found.flatMap(({ resource, message }) => indented(`${resource.address}: ${message}`, 6, style))
      : []),
  ];
}

function unknownBlock({ report }: AuditResult, style: Style): string[] {
  const unknown = report.findings.filter(({ status }) => status === "unknown");
  if (unknown.length === 0 && report.notApplicable.length === 0) return [];
  const causes = causesOf(unknown);
  const shown = style.details ? causes : causes.slice(0, MOST.causes);
  const rest = causes.length - shown.length;
  const apart = `${plural(report.notApplicable.length, "rule")} of ${report.rules} ${report.notApplicable.length === 1 ? "does" : "do"} not apply: nothing of their kind is here`;
  return [
    ...(unknown.length > 0
      ? [heading(`Cannot be known from this input (${plural(unknown.length, "verdict")})`, style)]
      : []),
    ...shown.flatMap(({ cause, findings }) => {
      const rules = [...new Set(findings.map(({ rule }) => rule))];
      const most = style.details ? rules : rules.slice(0, 4);
      const more = rules.length > most.length ? ` and ${rules.length - most.length} more` : "";
      const [first = "", ...others] = wrapText(clean(`${cause}: ${most.join(", ")}${more}`), style.width - 4);
      return [`  ? ${first}`, ...others.map((line) => `    ${line}`)];
    }),
    ...(rest > 0 ? [`    and ${plural(rest, "more cause")}; --details shows all`] : []),
    paint(apart, "dim", style),
    ...(style.details ? indented(report.notApplicable.join(", "), 2, style) : []),
  ];
}

/** A path's end says more than its beginning. */
const tail = (text: string, width: number): string => (text.length <= width ? text : `…${text.slice(1 - width)}`);

function sourcesBlock({ sources, skipped, unmapped }: AuditResult, style: Style): string[] {
  const types = Object.entries(unmapped);
  const total = types.reduce((sum, [, count]) => sum + count, 0);
  const named = style.details ? types : types.slice(0, MOST.types);
  const more = types.length > named.length ? `, and ${types.length - named.length} more` : "";
  return [
    heading("Read", style),
    ...sources.map(
      ({ name, format, resources }) =>
        `  ${tail(clean(name), style.width - 44)}  ${paint(`${format}, ${plural(resources, "resource")}`, "dim", style)}`,
    ),
    ...skipped
      .slice(0, style.details ? undefined : MOST.types)
      .flatMap(({ name, why }) => indented(`skipped ${name}: ${why}`, 2, style)),
    ...(!style.details && skipped.length > MOST.types
      ? [`  and ${skipped.length - MOST.types} more skipped; --details shows all`]
      : []),
    ...(total > 0
      ? indented(
          `${plural(total, "resource")} of types that no rule knows: ${named.map(([type, count]) => `${type} (${count})`).join(", ")}${more}`,
          2,
          style,
        )
      : []),
  ];
}

function verdictLine(result: AuditResult, style: Style): string {
  const { fail, unknown, exempt, pass } = result.report.summary;
  const blocking = decisive(result).length;
  const judged = fail + unknown + exempt + pass;
  const sign =
    blocking > 0 ? paint("✗", "red", style) : judged === 0 ? paint("–", "dim", style) : paint("✓", "green", style);
  const verdict =
    judged === 0
      ? "nothing was judged: no rule is about what was read"
      : blocking > 0
        ? `${plural(blocking, result.since ? "new finding" : "finding")} against tier ${result.tier}`
        : result.since
          ? `nothing new against tier ${result.tier}`
          : `nothing that tier ${result.tier} demands is missing`;
  const counts = [
    plural(fail, "failure"),
    `${unknown} not known`,
    ...(exempt > 0 ? [`${exempt} excused`] : []),
    `${pass} passed`,
  ];
  const [first = "", ...rest] = wrapText(
    `${verdict} (${counts.join(", ")}; ${result.report.rules} rules, ${plural(result.resources, "resource")})`,
    style.width - 2,
  );
  return [`${sign} ${first}`, ...rest.map((line) => `  ${line}`)].join("\n");
}
