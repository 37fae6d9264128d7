import { type AuditResult, decisive } from "../../audit/document";
import { findingJson } from "../check/json";
import { adoptionJson, comparisonJson, manifestJson } from "./comparison";

/** The document that others may build on (docs/schemas/audit.schema.json): fields are added, never changed. */
export function auditJson(result: AuditResult): unknown {
  const { tier, tiers, sources, skipped, resources, unmapped, report, score, singlePoints, patch, since, redacted } =
    result;
  const { gaps, value, ...explained } = score;
  return {
    schemaVersion: "1",
    tier,
    ...(tiers && { tiers }),
    verdict: decisive(result).length > 0 ? "fail" : "pass",
    sources,
    skipped,
    resources,
    unmapped,
    score: { value: value ?? null, ...explained },
    gaps,
    singlePoints,
    findings: report.findings.map(findingJson),
    summary: report.summary,
    totals: { resources, rules: report.rules },
    notApplicable: report.notApplicable,
    redacted,
    ...(patch && {
      patch: {
        resources: patch.resources.map(({ address, resource, set, rules }) => ({
          address,
          type: resource.type,
          set,
          rules,
        })),
        fixes: patch.fixes,
        left: patch.left,
        leaves: patch.leaves,
        scoreAfter: patch.scoreAfter ?? null,
        files: patch.files,
      },
    }),
    ...(result.manifest && { manifest: manifestJson(result.manifest) }),
    ...(result.comparison && { comparison: comparisonJson(result.comparison) }),
    ...(result.adoption && { adoption: adoptionJson(result.adoption) }),
    ...(since && {
      since: {
        baseline: since.baseline,
        tierBefore: since.tierBefore,
        scoreBefore: since.scoreBefore ?? null,
        new: since.comparison.added.map(({ fingerprint }) => fingerprint),
        fixed: since.comparison.fixed.map(findingJson),
        unchanged: since.comparison.unchanged.map(({ fingerprint }) => fingerprint),
      },
    }),
  };
}
