import { clean } from "../../../blueprints/problems/format";
import type { Finding } from "../../../policies/finding";
import { type CheckResult, originOf, placeOf } from "../../check/document";
import { groupsOf } from "./groups";

/**
 * Annotations of GitHub Actions (workflow commands). Everything that could end a command or begin another is escaped:
 * https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
 */
export function checkGithub(result: CheckResult): string {
  const { report, since } = result;
  const shown = (since ? since.comparison.added : report.findings).filter(({ status }) => status !== "exempt");
  const lines = groupsOf(shown).map(({ first, findings }) => {
    const { file, line, column } = placeOf(first, result);
    const where = `file=${property(file)},line=${line},col=${column},title=${property(first.rule)}`;
    return `::${kindOf(first)} ${where}::${data(messageOf(first, findings))}`;
  });
  return lines.map((line) => `${line}\n`).join("");
}

const kindOf = ({ blocks, status, severity }: Finding): "error" | "warning" | "notice" =>
  blocks ? "error" : status === "unknown" || severity === "info" ? "notice" : "warning";

function messageOf(first: Finding, findings: readonly Finding[]): string {
  const more = findings.length > 1 ? ` and ${findings.length - 1} more` : "";
  const origin = originOf(first);
  const what = `${first.resource.address}${more}: ${first.message}${origin === undefined ? "" : ` (${origin})`}`;
  return first.status === "unknown"
    ? what
    : `${what}
fix: ${first.fix}`;
}

const data = (text: string): string =>
  text.split("\n").map(clean).join("\n").replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
const property = (text: string): string => data(clean(text)).replaceAll(":", "%3A").replaceAll(",", "%2C");
