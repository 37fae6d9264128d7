import { clean } from "../../../blueprints/problems/format";
import type { Finding } from "../../../policies/finding";
import { type CheckResult, decisive, originOf, placeOf } from "../../check/document";
import { causesOf, type Group, groupsOf, plural } from "./groups";

/** First line of the comment, by which the next run finds it again. */
export const markerOf = ({ project, environment }: CheckResult): string =>
  `<!-- scalekit-check ${slug(project)} ${slug(environment)} -->`;

const MOST_GROUPS = 40;
/** GitHub refuses comments of more than 65,536 characters. */
const MOST_CHARACTERS = 60_000;

/** A comment for a pull request: the verdict, then what to do. Nothing from the manifest is read as Markdown or HTML. */
export function checkMarkdown(result: CheckResult): string {
  const { report, since } = result;
  const shown = since ? since.comparison.added : report.findings;
  const failing = groupsOf(shown.filter(({ status }) => status === "fail"));
  const unknown = shown.filter(({ status }) => status === "unknown");
  const sections = [
    markerOf(result),
    heading(result),
    ...(since ? [sinceSection(result)] : []),
    ...(failing.length > 0 ? [findingTable(failing, result)] : []),
    ...(unknown.length > 0 ? [unknownSection(unknown)] : []),
    ...(since && since.comparison.fixed.length > 0 ? [fixedSection(since.comparison.fixed)] : []),
    ...(since && since.proposals.length > 0 ? [proposalSection(result)] : []),
    footer(result),
  ];
  return cut(sections);
}

/** Whole sections are left out rather than half a table. */
function cut(sections: readonly string[]): string {
  const kept: string[] = [];
  let length = 0;
  for (const section of sections) {
    if (length + section.length > MOST_CHARACTERS) {
      kept.push("_The rest is too long for a comment; the job's log has all of it._");
      break;
    }
    kept.push(section);
    length += section.length + 2;
  }
  return `${kept.join("\n\n")}\n`;
}

function heading(result: CheckResult): string {
  const blocking = decisive(result).length;
  const name = `${text(result.project)} ${text(result.environment)} at tier ${result.tier}`;
  return blocking > 0
    ? `### ❌ scalekit: ${plural(blocking, "finding")} ${blocking === 1 ? "stops" : "stop"} this change (${name})`
    : `### ✅ scalekit: nothing stops this change (${name})`;
}

function sinceSection({ since }: CheckResult): string {
  if (!since) return "";
  const { comparison, affected, everything, mergeBase } = since;
  const counts = `**${comparison.added.length}** new, **${comparison.fixed.length}** fixed, **${comparison.unchanged.length}** unchanged since ${code(mergeBase.slice(0, 10))}.`;
  if (affected.length === 0) return `${counts} No stack is affected.`;
  const rows = affected.map(({ stack, change, reason }) => `| ${code(stack)} | ${change} | ${text(reason)} |`);
  const all = everything.length > 0 ? ` Every stack counts as affected: ${text(everything.join("; "))}.` : "";
  return `${counts}${all}\n\n| stack | change | why |\n|---|---|---|\n${rows.join("\n")}`;
}

function findingTable(groups: readonly Group[], result: CheckResult): string {
  const rows = groups.slice(0, MOST_GROUPS).map(({ first, findings }) => {
    const { file, line } = placeOf(first, result);
    const more = findings.length > 1 ? ` and ${findings.length - 1} more` : "";
    const origin = originOf(first);
    return `| ${first.blocks ? "🛑" : first.severity === "info" ? "ℹ️" : "⚠️"} | ${code(first.rule)} | ${code(first.resource.address)}${more} | ${text(first.message)}${origin === undefined ? "" : ` <sub>${text(origin)}</sub>`} | ${text(first.fix)} | ${code(`${file}:${line}`)} |`;
  });
  const rest = groups.length - rows.length;
  return [
    "| | rule | resource | what | fix | where |",
    "|---|---|---|---|---|---|",
    ...rows,
    ...(rest > 0 ? ["", `_and ${rest} more kinds of findings; the job's log has all of them._`] : []),
  ].join("\n");
}

function unknownSection(findings: readonly Finding[]): string {
  const causes = causesOf(findings).slice(0, MOST_GROUPS);
  const lines = causes.map(
    ({ cause, findings: all }) => `- ${text(cause)}: ${[...new Set(all.map(({ rule }) => rule))].map(code).join(", ")}`,
  );
  return `<details><summary>${plural(findings.length, "verdict")} not known</summary>\n\n${lines.join("\n")}\n\n</details>`;
}

const fixedSection = (findings: readonly Finding[]): string =>
  `<details><summary>${findings.length} fixed</summary>\n\n${findings
    .slice(0, MOST_GROUPS)
    .map(({ rule, resource }) => `- ${code(rule)} on ${code(resource.address)}`)
    .join("\n")}\n\n</details>`;

const proposalSection = ({ since }: CheckResult): string =>
  `**Proposed by this change** (excuses nothing before it is merged):\n${(since?.proposals ?? [])
    .map((proposal) => `- ${text(proposal.text)}`)
    .join("\n")}`;

function footer({ report, resources, stacks }: CheckResult): string {
  const { fail, unknown, exempt, pass } = report.summary;
  return `<sub>${report.rules} rules over ${resources} resources in ${plural(stacks, "stack")}: ${fail} failed, ${unknown} not known, ${exempt} excused, ${pass} passed.</sub>`;
}

/**
 * Plain text in a table cell: what Markdown or HTML would read becomes a character reference, line breaks and what is
 * invisible go, so that nothing formats, links, or calls people by `@name`.
 */
export function text(value: string): string {
  return clean(value)
    .replace(/[\\`*_{}[\]()<>#+!|~:&$^]/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .replaceAll("@", "&#64;")
    .replace(/\b(https?|www)\b/gi, (word) => `${word.slice(0, 1)}&#${word.charCodeAt(1)};${word.slice(2)}`);
}

/** Code in a table cell; a span of code ends only at a run of as many backticks, so there are none. */
export const code = (value: string): string => `<code>${text(value)}</code>`;

const slug = (value: string): string => value.replace(/[^a-z0-9-]/gi, "").slice(0, 60);
