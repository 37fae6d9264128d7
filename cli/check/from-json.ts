import type { Written } from "../../blueprints/manifest/source";
import { ENDLESS, type Range } from "../../blueprints/recovery/range";
import type { Tier } from "../../blueprints/tiers/tier";
import type { Proposal } from "../../policies/compare";
import type { Finding, Summary } from "../../policies/finding";
import { earlierDocument } from "../earlier-document";
import type { AffectedStack } from "./affected";
import type {
  CostDifference,
  Difference,
  Recovered,
  RecoveryDifference,
  ResourceDifference,
} from "./difference/difference";
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
    readonly movedFrom?: string;
    readonly difference?: DifferenceJson;
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
      ...(since.movedFrom !== undefined && { movedFrom: since.movedFrom }),
      ...(since.difference && { difference: difference(since.difference) }),
    },
  };
}

interface DifferenceJson {
  readonly resources: ResourceDifference;
  readonly recovery: Omit<RecoveryDifference, "scenarios"> & {
    readonly scenarios: readonly {
      readonly id: string;
      readonly before: RecoveredJson | null;
      readonly after: RecoveredJson | null;
    }[];
  };
  readonly cost: Omit<CostDifference, "before" | "budget"> & {
    readonly before: CostDifference["after"] | null;
    readonly budget: number | null;
  };
}
interface RecoveredJson {
  readonly rtoSeconds: RangeJson;
  readonly rpoSeconds: RangeJson;
  readonly verdict: Recovered["verdict"];
}
type RangeJson = "unbounded" | { readonly min: number; readonly typical: number; readonly max: number | null };

function difference({ resources, recovery, cost }: DifferenceJson): Difference {
  const { before, budget, after, unpriced } = cost;
  return {
    resources,
    recovery: {
      ...recovery,
      scenarios: recovery.scenarios.map((scenario) => ({
        id: scenario.id,
        ...(scenario.before && { before: recovered(scenario.before) }),
        ...(scenario.after && { after: recovered(scenario.after) }),
      })),
    },
    cost: { ...(before && { before }), after, ...(budget !== null && { budget }), unpriced },
  };
}

const recovered = ({ rtoSeconds, rpoSeconds, verdict }: RecoveredJson): Recovered => ({
  rto: range(rtoSeconds),
  rpo: range(rpoSeconds),
  verdict,
});

/** JSON has no infinity. */
const range = (seconds: RangeJson): Range =>
  seconds === "unbounded" ? ENDLESS : { ...seconds, max: seconds.max ?? Number.POSITIVE_INFINITY };

/** JSON says null where a finding has no source. */
function finding({ source, ...rest }: Finding): Finding {
  return source === null || source === undefined ? rest : { ...rest, source };
}
