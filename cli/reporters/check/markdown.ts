import type { Finding } from "../../../policies/finding";
import type { Difference } from "../../check/difference/difference";
import { type CheckResult, decisive, originOf, placeOf } from "../../check/document";
import { code, text } from "../markdown-text";
import { costWords, recoveredWords, recoveryWords, resourceRows, resourceWords, verdictWords } from "./difference";
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
    ...(since?.difference ? differenceSections(since.difference) : []),
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
  const { comparison, affected, everything, mergeBase, movedFrom } = since;
  const moved = movedFrom === undefined ? "" : ` The manifest was ${code(movedFrom)}.`;
  const counts = `**${comparison.added.length}** new, **${comparison.fixed.length}** fixed, **${comparison.unchanged.length}** unchanged since ${code(mergeBase.slice(0, 10))}.${moved}`;
  if (affected.length === 0) return `${counts} No stack is affected.`;
  const rows = affected.map(({ stack, change, reason }) => `| ${code(stack)} | ${change} | ${text(reason)} |`);
  const all = everything.length > 0 ? ` Every stack counts as affected: ${text(everything.join("; "))}.` : "";
  return `${counts}${all}\n\n| stack | change | why |\n|---|---|---|\n${rows.join("\n")}`;
}

/** Lines with a fold below each where there is more to see. */
function differenceSections(difference: Difference): readonly string[] {
  const { resources, recovery, cost } = difference;
  const rows = resourceRows(resources);
  const lines = rows
    .slice(0, MOST_GROUPS)
    .map(
      ({ sign, address, stateful, inputs }) =>
        `- ${SIGNS[sign]}${stateful ? ", holds data:" : ""} ${code(address)}${inputs.length > 0 ? `: ${inputs.map(code).join(", ")}` : ""}`,
    );
  const rest = rows.length - lines.length;
  const scenarios = recovery.scenarios.map(
    (scenario) =>
      `| ${code(scenario.id)} | ${recoveredWords(scenario, "rto")} | ${recoveredWords(scenario, "rpo")} | ${verdictWords(scenario)} |`,
  );
  return [
    [
      `- **Resources**: ${resourceWords(resources)}`,
      `- **Recovery**: ${text(recoveryWords(difference))}`,
      `- **Cost**: ${costWords(cost)}`,
    ].join("\n"),
    ...(scenarios.length > 0
      ? [["| scenario | back after | may lose | objectives |", "|---|---|---|---|", ...scenarios].join("\n")]
      : []),
    ...(lines.length > 0
      ? [fold("Resources", [...lines, ...(rest > 0 ? [`- and ${rest} more`] : [])].join("\n"))]
      : []),
  ];
}

const SIGNS = { "+": "new", "-": "**gone**", "~": "changed" } as const;

const fold = (title: string, inner: string): string => `<details><summary>${title}</summary>\n\n${inner}\n\n</details>`;

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
  return fold(`${plural(findings.length, "verdict")} not known`, lines.join("\n"));
}

const fixedSection = (findings: readonly Finding[]): string =>
  fold(
    `${findings.length} fixed`,
    findings
      .slice(0, MOST_GROUPS)
      .map(({ rule, resource }) => `- ${code(rule)} on ${code(resource.address)}`)
      .join("\n"),
  );

const proposalSection = ({ since }: CheckResult): string =>
  `**Proposed by this change** (excuses nothing before it is merged):\n${(since?.proposals ?? [])
    .map((proposal) => `- ${text(proposal.text)}`)
    .join("\n")}`;

function footer({ report, resources, stacks }: CheckResult): string {
  const { fail, unknown, exempt, pass } = report.summary;
  return `<sub>${report.rules} rules over ${resources} resources in ${plural(stacks, "stack")}: ${fail} failed, ${unknown} not known, ${exempt} excused, ${pass} passed.</sub>`;
}

const slug = (value: string): string => value.replace(/[^a-z0-9-]/gi, "").slice(0, 60);
