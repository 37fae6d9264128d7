import { clean } from "../../../blueprints/problems/format";
import type { Finding } from "../../../policies/finding";
import { type CheckResult, placeOf } from "../../check/document";

/** GitLab's code quality report: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
export function checkGitlab(result: CheckResult): unknown {
  return result.report.findings
    .filter(({ status }) => status !== "exempt")
    .map((finding) => {
      const { file, line } = placeOf(finding, result);
      return {
        type: "issue",
        check_name: finding.rule,
        description: clean(`${finding.resource.address}: ${finding.message}. Fix: ${finding.fix}`),
        severity: severityOf(finding),
        fingerprint: finding.fingerprint,
        location: { path: file, lines: { begin: line } },
      };
    });
}

const severityOf = ({ blocks, status, severity }: Finding): "info" | "minor" | "major" | "critical" => {
  if (status === "unknown" || severity === "info") return "info";
  return blocks ? "critical" : severity === "error" ? "major" : "minor";
};
