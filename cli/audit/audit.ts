import type { GraphResource } from "../../blueprints/graph/graph";
import { DEFAULT_POLICIES } from "../../blueprints/manifest/build";
import type { Resolved } from "../../blueprints/manifest/manifest";
import type { Tier } from "../../blueprints/tiers/tier";
import { type Audit, audit } from "../../policies/audit/audit";
import { patchOf } from "../../policies/audit/patch/patch";
import type { Settings } from "../../policies/audit/patch/settings";
import { scoreOf } from "../../policies/audit/score";
import { compareFindings } from "../../policies/compare";
import { declaredOf } from "../../policies/declared";
import { RULES } from "../../policies/rules";
import { clock, DEFAULT_BOUNDS } from "../check/bounds";
import type { Baseline } from "./baseline";
import type { AuditResult, PatchResult } from "./document";
import { isWritable, patchFiles } from "./patch/files";
import type { Gathered } from "./sources";

export interface AuditInput {
  readonly gathered: Gathered;
  readonly tier?: Tier;
  /** The manifest that says what the system is for, where there is one. */
  readonly resolved?: Resolved;
  readonly today: string;
  readonly seconds?: number;
}

/** Judges what was read. */
export function auditGathered({ gathered, tier, resolved, today, seconds }: AuditInput): AuditResult {
  const manifest = resolved?.manifest;
  const chosen = tier ?? manifest?.tier;
  const options = {
    settings: manifest?.policies ?? DEFAULT_POLICIES,
    ...(manifest && { declared: declaredOf(manifest) }),
    today,
    checkpoint: clock({ ...DEFAULT_BOUNDS, seconds: seconds ?? DEFAULT_BOUNDS.seconds }, "give fewer files at once"),
  };
  const found = audit(gathered, RULES, { ...options, ...(chosen !== undefined && { tier: chosen }) });
  const located = found.report.findings.map((finding) => {
    const file = gathered.origin.get(finding.resource.id);
    return file === undefined || finding.source ? finding : { ...finding, source: { file, line: 1, column: 1 } };
  });
  return {
    tier: found.tier,
    ...(chosen === undefined && { tiers: found.tiers }),
    sources: gathered.sources,
    skipped: gathered.skipped,
    resources: gathered.resources.filter(({ custom }) => custom).length,
    unmapped: gathered.unmapped,
    report: { ...found.report, findings: located },
    score: found.score,
    singlePoints: found.singlePoints,
    redacted: false,
    patch: patchResult(gathered, found),
  };
}

function patchResult(gathered: Gathered, { judged, report, demanded }: Audit): PatchResult {
  const formats = new Map(gathered.sources.map(({ name, format }) => [name, format]));
  const formatOf = ({ id }: GraphResource) => formats.get(gathered.origin.get(id) ?? "");
  const writable = (resource: GraphResource, set: Settings) => isWritable(resource, set, formatOf(resource));
  const { judgements, ...patch } = patchOf({ ...judged, writable });
  const files = patchFiles(patch.resources, formatOf);
  const { value } = scoreOf(judgements, report.findings, demanded);
  return { ...patch, files, ...(value !== undefined && { scoreAfter: value }) };
}

/** The same result beside an earlier one. */
export function compareWith(result: AuditResult, baseline: Baseline): AuditResult {
  return {
    ...result,
    since: {
      baseline: baseline.name,
      comparison: compareFindings(baseline.findings, result.report.findings),
      tierBefore: baseline.tier,
      ...(baseline.score !== undefined && { scoreBefore: baseline.score }),
    },
  };
}
