import type { Finding } from "../../../policies/finding";
import { type AuditResult, decisive } from "../../audit/document";
import { plural } from "../check/groups";
import { code, text } from "../markdown-text";
import { AREA_WORDS } from "./areas";

/** First line of the report, by which a scheduled run finds it again. */
const MARKER = "<!-- scalekit-audit -->";
const MOST = { points: 10, gaps: 25, changes: 25, skipped: 10 };

/** A report for an issue or a wiki: nothing from the input is read as Markdown or HTML. */
export function auditMarkdown(result: AuditResult): string {
  const sections = [
    MARKER,
    heading(result),
    ...since(result),
    ...scores(result),
    ...gains(result),
    ...points(result),
    ...gaps(result),
    ...notRead(result),
    footer(result),
  ];
  return `${sections.join("\n\n")}\n`;
}

function heading(result: AuditResult): string {
  const { score, tier } = result;
  const value = score.value === undefined ? "no score" : `${score.value} of 100`;
  return `### ${decisive(result).length > 0 ? "❌" : "✅"} scalekit audit: ${value} at tier ${tier}`;
}

function since({ since: compared }: AuditResult): string[] {
  if (!compared) return [];
  const { comparison, scoreBefore, tierBefore } = compared;
  const { added, fixed, unchanged } = comparison;
  const before = scoreBefore === undefined ? "" : ` The score was ${scoreBefore} at tier ${tierBefore}.`;
  return [
    `**${added.length}** new, **${fixed.length}** fixed, **${unchanged.length}** unchanged.${before}`,
    ...list("Worse", added),
    ...list("Better", fixed),
  ];
}

const list = (title: string, findings: readonly Finding[]): string[] =>
  findings.length === 0
    ? []
    : [
        `**${title}**\n\n${findings
          .slice(0, MOST.changes)
          .map(({ rule, resource, message }) => `- ${code(rule)} on ${code(resource.address)}: ${text(message)}`)
          .join("\n")}${findings.length > MOST.changes ? `\n- and ${findings.length - MOST.changes} more` : ""}`,
      ];

function scores({ score }: AuditResult): string[] {
  if (score.objectives.length === 0) return [];
  const rows = score.objectives.map(
    ({ name, value, rules, lost }) => `| ${name} | ${value} | ${rules} | ${lost.toFixed(1)} |`,
  );
  return [`| objective | score | rules | points lost |\n|---|---:|---:|---:|\n${rows.join("\n")}`];
}

/** The three changes that raise the score most, and where it is lost. */
function gains({ score, patch }: AuditResult): string[] {
  const three = score.gaps.slice(0, 3);
  if (three.length === 0) return [];
  const lines = three.map(
    ({ rule, points: worth, resources, fix }, at) =>
      `${at + 1}. ${text(fix)} (${plural(resources.length, "resource")}, ${code(rule)}, +${worth.toFixed(1)})`,
  );
  const areas = score.areas
    .filter(({ lost }) => lost > 0)
    .sort((a, b) => b.lost - a.lost)
    .map(({ name, lost }) => `${AREA_WORDS[name] ?? name} ${lost.toFixed(1)}`);
  const patched =
    patch && patch.fixes.length > 0
      ? [`A patch puts ${patch.fixes.length} of ${plural(patch.fixes.length + patch.left, "failure")} right in place.`]
      : [];
  return [
    `**What raises it most**\n\n${lines.join("\n")}`,
    [`Points lost by area: ${areas.join(", ")}.`, ...patched].join(" "),
  ];
}

function points({ singlePoints }: AuditResult): string[] {
  if (singlePoints.length === 0) return [];
  const rows = singlePoints.slice(0, MOST.points).map(({ resource, fails, because, takes, names }) => {
    const taken = [...names, ...takes].slice(0, 4).map(code).join(", ");
    return `| ${code(resource.address)} | ${fails} | ${text(because[0] ?? "")} | ${taken} |`;
  });
  return [
    `#### What breaks first\n\n| there is one of | fails with its | why | takes with it |\n|---|---|---|---|\n${rows.join("\n")}`,
  ];
}

function gaps({ score, report }: AuditResult): string[] {
  if (score.gaps.length === 0) return [];
  const rows = score.gaps.slice(0, MOST.gaps).map(({ rule, points: worth, resources, fix }) => {
    const first = report.findings.find((finding) => finding.rule === rule && finding.status === "fail");
    const more = resources.length > 1 ? ` and ${resources.length - 1} more` : "";
    return `| ${worth.toFixed(1)} | ${code(rule)} | ${code(resources[0] ?? "")}${more} | ${text(first?.message ?? "")} | ${text(fix)} |`;
  });
  return [`#### Gaps\n\n| points | rule | resource | what | fix |\n|---:|---|---|---|---|\n${rows.join("\n")}`];
}

function notRead({ skipped }: AuditResult): string[] {
  if (skipped.length === 0) return [];
  const shown = skipped.slice(0, MOST.skipped).map(({ name, why }) => `- ${code(name)}: ${text(why)}`);
  const more = skipped.length - shown.length;
  return [`#### Not read\n\n${[...shown, ...(more > 0 ? [`- and ${more} more`] : [])].join("\n")}`];
}

function footer({ report, resources, sources }: AuditResult): string {
  const { fail, unknown, exempt, pass } = report.summary;
  return `<sub>${report.rules} rules over ${plural(resources, "resource")} of ${plural(sources.length, "input")}: ${fail} failed, ${unknown} not known, ${exempt} excused, ${pass} passed; ${report.notApplicable.length} rules do not apply.</sub>`;
}
