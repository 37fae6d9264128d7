import type { Written } from "../../blueprints/manifest/source";
import type { Tier } from "../../blueprints/tiers/tier";
import type { Proposal } from "../../policies/compare";
import type { Finding, Summary } from "../../policies/finding";
import { earlierDocument } from "../earlier-document";
import type { AffectedStack } from "./affected";
import type { CheckResult } from "./document";

/** What `check --format json` prints, as far as it is read again. */
interface Document {
  readonly project: string;
  readonly environment: string;
  readonly tier: Tier;
  readonly manifest: string;
  readonly tierSource: Written;
  readonly findings: readonly Finding[];
  readonly summary: Summary;
  readonly totals: { readonly stacks: number; readonly resources: number; readonly rules: number };
  readonly notApplicable: readonly string[];
  readonly since?: {
    readonly ref: string;
    readonly mergeBase: string;
    readonly new: readonly string[];
    readonly fixed: readonly Finding[];
    readonly unchanged: readonly string[];
    readonly affected: readonly AffectedStack[];
    readonly everything: readonly string[];
    readonly proposed: readonly Proposal[];
  };
}

/**
 * Reads a document of an earlier run.
 * @throws ScalekitError SK6009
 */
export function checkFromJson(path: string, shown: string): CheckResult {
  const document = earlierDocument(path, shown, {
    schema: "check",
    code: "SK6009",
    what: "document of a check",
    fix: "write one with `scalekit check --output json=FILE`",
  }) as Document;
  const { project, environment, tier, manifest, tierSource, findings, summary, totals, notApplicable, since } =
    document;
  const result: CheckResult = {
    project,
    environment,
    tier,
    manifest,
    stacks: totals.stacks,
    resources: totals.resources,
    report: { findings: findings.map(finding), summary, rules: totals.rules, notApplicable },
    tierPlace: tierSource,
  };
  if (!since) return result;
  const added = new Set(since.new);
  return {
    ...result,
    since: {
      ref: since.ref,
      mergeBase: since.mergeBase,
      comparison: {
        added: result.report.findings.filter(({ fingerprint }) => added.has(fingerprint)),
        fixed: since.fixed.map(finding),
        unchanged: result.report.findings.filter(({ fingerprint }) => !added.has(fingerprint)),
      },
      affected: since.affected,
      everything: since.everything,
      proposals: since.proposed,
    },
  };
}

/** JSON says null where a finding has no source. */
function finding({ source, ...rest }: Finding): Finding {
  return source === null || source === undefined ? rest : { ...rest, source };
}
