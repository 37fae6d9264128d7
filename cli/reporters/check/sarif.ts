import type { Finding } from "../../../policies/finding";
import type { Rule } from "../../../policies/rule";
import { type CheckResult, originOf, placeOf } from "../../check/document";

/** SARIF 2.1.0, as code scanning takes it (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html). */
export function checkSarif(result: CheckResult, rules: readonly Rule[], version: string): unknown {
  const findings = [...result.report.findings, ...(result.since?.comparison.fixed ?? [])];
  const used = [...new Set(findings.map(({ rule }) => rule))].sort();
  const state = baselineOf(result);
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "scalekit",
            version,
            informationUri: "https://www.npmjs.com/package/scalekit",
            rules: used.map((id) => ruleJson(id, rules, findings)),
          },
        },
        automationDetails: { id: `scalekit/${result.project}/${result.environment}/` },
        columnKind: "utf16CodeUnits",
        results: findings.map((finding) => ({
          ruleId: finding.rule,
          ruleIndex: used.indexOf(finding.rule),
          kind: KIND[finding.status],
          level: LEVEL[finding.status] ?? levelOf(finding),
          message: { text: messageOf(finding) },
          locations: [locationOf(finding, result)],
          partialFingerprints: { "scalekitFinding/v1": finding.fingerprint },
          ...(state && { baselineState: state(finding) }),
          ...(finding.exemption && {
            suppressions: [{ kind: "external", status: "accepted", justification: finding.exemption.reason }],
          }),
          properties: { level: finding.level, stack: finding.stack, resource: finding.resource.address },
        })),
      },
    ],
  };
}

/** An excused finding is a failure with a suppression; `review` is what a tool could not decide. */
const KIND: Readonly<Record<Finding["status"], "fail" | "review">> = {
  fail: "fail",
  unknown: "review",
  exempt: "fail",
};

/** A result of kind `fail` has a severity; an excused one the lightest, since not every reader looks at suppressions. */
const LEVEL: Readonly<Partial<Record<Finding["status"], "none" | "note">>> = { unknown: "none", exempt: "note" };

const levelOf = ({ blocks, severity }: Finding): "error" | "warning" | "note" =>
  blocks ? "error" : severity === "info" ? "note" : "warning";

const messageOf = (finding: Finding): string => {
  const origin = originOf(finding);
  return `${finding.resource.address} ${finding.message}${origin === undefined ? "" : ` (from the ${origin})`}. Fix: ${finding.fix}`;
};

/** All three texts are asked for by code scanning; a finding about an exemption, or of an earlier run, has no rule here. */
function ruleJson(id: string, rules: readonly Rule[], findings: readonly Finding[]): unknown {
  const rule = rules.find((candidate) => candidate.id === id);
  const { title = id, fix = "" } = findings.find((finding) => finding.rule === id) ?? {};
  return {
    id,
    shortDescription: { text: rule?.title ?? title },
    fullDescription: { text: rule?.why ?? title },
    help: { text: rule ? `${rule.fix}. Source: ${rule.source}` : fix },
  };
}

function locationOf(finding: Finding, result: CheckResult): unknown {
  const { file, line, column } = placeOf(finding, result);
  return {
    physicalLocation: {
      artifactLocation: { uri: encodeURI(file.replaceAll("\\", "/")) },
      region: { startLine: line, startColumn: column },
    },
    logicalLocations: [{ fullyQualifiedName: finding.resource.address, kind: "resource" }],
  };
}

function baselineOf({ since }: CheckResult): ((finding: Finding) => string) | undefined {
  if (!since) return undefined;
  const added = new Set(since.comparison.added);
  const fixed = new Set(since.comparison.fixed);
  return (finding) => (fixed.has(finding) ? "absent" : added.has(finding) ? "new" : "unchanged");
}
