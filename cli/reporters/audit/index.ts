import type { Rule } from "../../../policies/rule";
import type { AuditResult } from "../../audit/document";
import type { CheckResult } from "../../check/document";
import { type CheckFormat, document, renderCheck } from "../check";
import { auditJson } from "./json";
import { auditMarkdown } from "./markdown";
import { auditText } from "./text";

/** The same formats as a check's: an audit's findings go wherever a check's go. */
export function renderAudit(
  format: CheckFormat,
  result: AuditResult,
  rules: readonly Rule[],
  style: { readonly color: boolean; readonly width: number; readonly details: boolean },
): string {
  switch (format) {
    case "text":
      return auditText(result, style);
    case "json":
      return document(auditJson(result));
    case "markdown":
      return auditMarkdown(result);
    default:
      return renderCheck(format, asCheck(result), rules, style);
  }
}

/** The part of an audit that is a list of findings; they point at the file that they were read from. */
function asCheck({ tier, sources, resources, report, since }: AuditResult): CheckResult {
  const file = sources[0]?.name ?? "input";
  const added = new Set(since?.comparison.added);
  return {
    project: "audit",
    environment: "audit",
    tier,
    manifest: file,
    stacks: sources.length,
    resources,
    report: since ? { ...report, findings: report.findings.filter((finding) => added.has(finding)) } : report,
    tierPlace: { file, line: 1, column: 1 },
  };
}
