import type { Tier } from "../../blueprints/tiers/tier";
import type { Patch } from "../../policies/audit/patch/patch";
import type { Score } from "../../policies/audit/score";
import type { SinglePoint } from "../../policies/audit/single-points";
import type { Comparison } from "../../policies/compare";
import type { PolicyReport } from "../../policies/finding";
import type { WrittenAdoption } from "./adopt/write";
import type { ManifestComparison, WrittenManifest } from "./manifest";
import type { PatchFile } from "./patch/files";
import type { Skipped, Source } from "./sources";

/** What an audit found, in the form that all reporters read. */
export interface AuditResult {
  readonly tier: Tier;
  /** Where nobody chose the tier: the tiers that were tried, lowest first, with their mandatory findings. */
  readonly tiers?: readonly { readonly tier: Tier; readonly blocking: number }[];
  readonly sources: readonly Source[];
  readonly skipped: readonly Skipped[];
  /** Cloud resources, all sources together. */
  readonly resources: number;
  /** Resources of types that no rule knows, by type. */
  readonly unmapped: Readonly<Record<string, number>>;
  readonly report: PolicyReport;
  readonly score: Score;
  readonly singlePoints: readonly SinglePoint[];
  /** What can be put right in place; undefined where names are pseudonyms. */
  readonly patch?: PatchResult;
  /** With --write-manifest: what was written. */
  readonly manifest?: WrittenManifest;
  /** With --write-manifest or --compare: the manifest's plan beside what is there. */
  readonly comparison?: ManifestComparison;
  /** With --import-files: what was written for `pulumi import`. */
  readonly adoption?: WrittenAdoption;
  /** With --baseline: what is different from an earlier audit. */
  readonly since?: Since;
  /** True where names are pseudonyms. */
  readonly redacted: boolean;
}

export interface PatchResult extends Omit<Patch, "judgements"> {
  /** The score that it leads to. */
  readonly scoreAfter?: number;
  /** In the owner's own language. */
  readonly files: readonly PatchFile[];
}

export interface Since {
  /** The earlier document as the person named it. */
  readonly baseline: string;
  readonly comparison: Comparison;
  readonly scoreBefore?: number;
  readonly tierBefore: Tier;
}

/** Findings that decide the exit status: with a baseline only what is new. */
export const decisive = ({ report, since }: AuditResult): PolicyReport["findings"] =>
  (since ? since.comparison.added : report.findings).filter(({ blocks }) => blocks);
