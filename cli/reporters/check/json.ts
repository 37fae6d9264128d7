import type { Finding } from "../../../policies/finding";
import type { Difference, Recovered, ScenarioDifference } from "../../check/difference/difference";
import { type CheckResult, decisive } from "../../check/document";
import { rangeJson } from "../prove/range-json";

/** The document that others may build on (docs/schemas/check.schema.json): fields are added, never changed. */
export function checkJson(result: CheckResult): unknown {
  const { project, environment, tier, manifest, stacks, resources, report, since, tierPlace } = result;
  return {
    schemaVersion: "1",
    project,
    environment,
    tier,
    manifest,
    tierSource: tierPlace,
    verdict: decisive(result).length > 0 ? "fail" : "pass",
    findings: report.findings.map(findingJson),
    summary: report.summary,
    totals: { stacks, resources, rules: report.rules },
    notApplicable: report.notApplicable,
    ...(since && {
      since: {
        ref: since.ref,
        mergeBase: since.mergeBase,
        new: since.comparison.added.map(({ fingerprint }) => fingerprint),
        fixed: since.comparison.fixed.map(findingJson),
        unchanged: since.comparison.unchanged.map(({ fingerprint }) => fingerprint),
        affected: since.affected,
        everything: since.everything,
        proposed: since.proposals,
        ...(since.movedFrom !== undefined && { movedFrom: since.movedFrom }),
        ...(since.difference && { difference: differenceJson(since.difference) }),
      },
    }),
  };
}

function differenceJson({ resources, recovery, cost }: Difference): unknown {
  const sides = ({ id, before, after }: ScenarioDifference) => ({
    id,
    before: before ? recoveredJson(before) : null,
    after: after ? recoveredJson(after) : null,
  });
  return {
    resources,
    recovery: { ...recovery, scenarios: recovery.scenarios.map(sides) },
    cost: { currency: "USD", ...cost, before: cost.before ?? null, budget: cost.budget ?? null },
  };
}

/** In the words of `prove --format json`. */
const recoveredJson = ({ rto, rpo, verdict }: Recovered) => ({
  rtoSeconds: rangeJson(rto),
  rpoSeconds: rangeJson(rpo),
  verdict,
});

export function findingJson(finding: Finding): unknown {
  const { rule, title, severity, level, status, blocks, resource, stack, message, fix } = finding;
  const { part, input, source, fingerprint, related, exemption } = finding;
  return {
    rule,
    title,
    severity,
    level,
    status,
    blocks,
    resource,
    stack,
    ...(part !== undefined && { part }),
    message,
    fix,
    ...(input !== undefined && { input }),
    source: source ?? null,
    fingerprint,
    related,
    ...(exemption && { exemption }),
  };
}
