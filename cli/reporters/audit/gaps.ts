import type { Gap } from "../../../policies/audit/score";
import type { Finding } from "../../../policies/finding";
import type { AuditResult } from "../../audit/document";
import { grouped, plural } from "../check/groups";
import { clip } from "../plan/layout";
import { paint } from "../run/style";
import { heading, indented, type Style } from "./style";

const MOST = { gaps: 10, resources: 3 };

/** What the tier demands and is missing. */
export function gapsBlock({ score, report, patch }: AuditResult, style: Style): string[] {
  if (score.gaps.length === 0) return [];
  const shown = style.details ? score.gaps : score.gaps.slice(0, MOST.gaps);
  const rest = score.gaps.length - shown.length;
  return [
    heading("Gaps, by what closing each gives", style),
    ...shown.flatMap((gap) => gapLines(gap, report.findings, patch, style)),
    ...(rest > 0 ? [`  ${paint(`and ${rest} more; --details shows all`, "dim", style)}`] : []),
  ];
}

function gapLines(gap: Gap, findings: readonly Finding[], patch: AuditResult["patch"], style: Style): string[] {
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
    ...indented(byPatch(rule, patch), 8, style),
  ];
}

/** What of a gap the patch closes, and what stands in the way of the rest. */
function byPatch(rule: string, patch: AuditResult["patch"]): string {
  if (!patch) return "";
  const left = patch.leaves.filter((leaving) => leaving.rule === rule);
  const changes = patch.resources.some(({ rules }) => rules.includes(rule));
  if (left.length === 0) return "in the patch";
  const why = left.map(({ why: reason }) => reason).join("; ");
  return changes
    ? `in the patch but for ${plural(
        left.reduce((sum, { failures }) => sum + failures, 0),
        "case",
      )}: ${why}`
    : `not in the patch: ${why}`;
}

/** What the tier advises only. */
export function adviceBlock({ report }: AuditResult, style: Style): string[] {
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
