import { dirname } from "node:path";
import type { GraphResource } from "../../blueprints/graph/graph";
import type { PolicySettings } from "../../blueprints/manifest/manifest";
import { compareFindings, type Proposal, proposals } from "../../policies/compare";
import type { PolicyReport } from "../../policies/finding";
import { affectedStacks } from "./affected";
import type { Base } from "./base";
import { differenceOf } from "./difference/of-change";
import type { Since } from "./document";
import type { Repository } from "./git";
import type { Planned } from "./side";
import { LOCK, versionAt } from "./versions";

/** One side of a comparison: what is planned, what its programs register, and what the rules say of it. */
export interface JudgedSide {
  readonly planned: Planned;
  readonly resources: readonly GraphResource[];
  readonly report: PolicyReport;
}

export interface Change {
  /** As the person wrote it. */
  readonly ref: string;
  /** Absolute path of the manifest. */
  readonly path: string;
  readonly repository: Repository;
  readonly base: Base;
  /** Absent where the merge base has nothing that can be planned. */
  readonly before: JudgedSide | undefined;
  readonly after: JudgedSide;
}

/**
 * What a change does: to findings, to stacks, to resources, recovery and cost, and to the rules themselves.
 * @param settings those that both sides were judged by
 * @param checkpoint throws where a bound is passed
 */
export async function sinceOf(change: Change, settings: PolicySettings, checkpoint: () => void): Promise<Since> {
  const { ref, path, repository, base, before, after } = change;
  const everything = await everythingMoved(change);
  checkpoint();
  return {
    ref,
    mergeBase: repository.mergeBase,
    ...(base.movedFrom !== undefined && { movedFrom: base.movedFrom }),
    comparison: compareFindings(before?.report.findings ?? [], after.report.findings),
    affected: affectedStacks(before && sideOf(before), sideOf(after), everything),
    everything,
    proposals: [...proposals(settings, after.planned.resolved.manifest.policies), ...tierProposals(change)],
    difference: await differenceOf(base, before, after, path, checkpoint),
  };
}

const sideOf = ({ planned: { plan }, resources }: JudgedSide) => ({ plan, resources });

/** Why every stack counts as affected, whatever its plan says. */
async function everythingMoved({ path, repository, base, before, after }: Change): Promise<readonly string[]> {
  if (!before) return [base.missing ?? "the manifest is new"];
  const { before: old, after: now } = await versionAt(repository, dirname(path));
  return [
    ...(old === now ? [] : [`scalekit ${old ?? "unpinned"} becomes ${now ?? "unpinned"}`]),
    ...(handedOn(before.planned) === handedOn(after.planned) ? [] : [`${LOCK} differs`]),
  ];
}

/** What was adopted says of itself which stacks it touches. */
function handedOn({ lock: { adopted: _, ...lock } }: Planned): string {
  return JSON.stringify(lock);
}

/** Rules weigh what the head's tier makes of them, so that a change of it must not go unseen. */
function tierProposals({ before, after }: Change): readonly Proposal[] {
  const [old, now] = [before?.planned.plan.tier, after.planned.plan.tier];
  return old === undefined || old === now
    ? []
    : [{ what: "tier", text: `tier ${old} becomes ${now}, and the rules weigh accordingly` }];
}
