import type { Resolved } from "../../blueprints/manifest/manifest";
import type { Written } from "../../blueprints/manifest/source";
import type { Tier } from "../../blueprints/tiers/tier";
import type { Comparison, Proposal } from "../../policies/compare";
import type { Finding, PolicyReport } from "../../policies/finding";
import type { AffectedStack } from "./affected";
import type { Difference } from "./difference/difference";

/** What a check found, in the form that all reporters read. */
export interface CheckResult {
  readonly project: string;
  readonly environment: string;
  readonly tier: Tier;
  /** Manifest as the person named it. */
  readonly manifest: string;
  readonly stacks: number;
  readonly resources: number;
  readonly report: PolicyReport;
  /** Where findings point that come from a default of the tier: the line that states the tier. */
  readonly tierPlace: Written;
  readonly since?: Since;
}

/** With --since: what is different from the merge base. */
export interface Since {
  /** As the person wrote it. */
  readonly ref: string;
  readonly mergeBase: string;
  readonly comparison: Comparison;
  readonly affected: readonly AffectedStack[];
  /** Why every stack counts as affected, whatever its plan says; empty where only some do. */
  readonly everything: readonly string[];
  readonly proposals: readonly Proposal[];
  /** Where the manifest was, from the root of the repository, if the change moved it. */
  readonly movedFrom?: string;
  /** Absent in documents of earlier versions. */
  readonly difference?: Difference;
}

/** Findings that decide the exit status: with --since only what the change brings. */
export const decisive = ({ report, since }: CheckResult): readonly Finding[] =>
  (since ? since.comparison.added : report.findings).filter(({ blocks }) => blocks);

/** The line that a finding points at; a tier's default points at the line that states the tier. */
export const placeOf = (finding: Finding, { tierPlace }: CheckResult): Written =>
  finding.source && "file" in finding.source ? finding.source : tierPlace;

/** The line that states the tier, or the first where --tier or nobody does. */
export function placeOfTier({ sourceOf }: Resolved, file: string): Written {
  const source = sourceOf("tier");
  return "file" in source && source.line > 0 ? source : { file, line: 1, column: 1 };
}

/** In words, what a value came from where nobody wrote it. */
export function originOf({ source }: Finding): string | undefined {
  if (!source || "file" in source) return undefined;
  return `default of tier ${source.tier} for ${source.default}`;
}
