import { clean } from "../../../blueprints/problems/format";
import type { Finding } from "../../../policies/finding";
import { type AuditResult, decisive } from "../../audit/document";
import { plural } from "../check/groups";
import { clip, wrapText } from "../plan/layout";
import { type Paint, paint } from "../run/style";
import { adoptionBlock, comparisonBlock, manifestBlock } from "./comparison";
import { adviceBlock, gapsBlock } from "./gaps";
import { scoreBlock } from "./score";
import { sourcesBlock, unknownBlock } from "./seen";
import { pointsBlock } from "./single-points";
import { heading, indented, type Style } from "./style";

export interface AuditTextOptions {
  readonly color?: boolean;
  readonly width?: number;
  /** Everything, one by one. */
  readonly details?: boolean;
}

const MOST_CHANGES = 25;

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
    ...changeLines("+", "red", "new", comparison.added, style),
    ...changeLines("-", "green", "fixed", comparison.fixed, style),
  ];
}

function changeLines(sign: string, color: Paint, what: string, findings: readonly Finding[], style: Style): string[] {
  const shown = style.details ? findings : findings.slice(0, MOST_CHANGES);
  const rest = findings.length - shown.length;
  return [
    ...shown.flatMap((finding) => changeLine(sign, color, finding, style)),
    ...(rest > 0 ? [`    and ${rest} more ${what}; --details shows all`] : []),
  ];
}

const changeLine = (sign: string, color: Paint, { rule, resource, status }: Finding, style: Style): string[] => [
  `  ${paint(sign, color, style)} ${clip(clean(`${rule} on ${resource.address}${status === "unknown" ? " (not known)" : ""}`), style.width - 4)}`,
];

function patchBlock({ patch, score }: AuditResult, style: Style): string[] {
  if (!patch || patch.fixes.length + patch.left === 0) return [];
  const total = patch.fixes.length + patch.left;
  const raised =
    patch.scoreAfter === undefined || patch.scoreAfter === score.value ? "" : `: the score goes to ${patch.scoreAfter}`;
  const names = patch.files.map(({ name }) => name).join(", ");
  return [
    heading("Patch", style),
    ...indented(`${patch.fixes.length} of ${plural(total, "failure")} can be put right in place${raised}`, 2, style),
    ...(patch.resources.length > 0
      ? indented(
          `${plural(patch.resources.length, "resource")} to change${names === "" ? "" : `; --patch FOLDER writes ${names}`}`,
          2,
          style,
        )
      : []),
    ...(style.details
      ? patch.leaves.flatMap(({ rule, failures, why }) => indented(`left: ${rule} (${failures}): ${why}`, 2, style))
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
