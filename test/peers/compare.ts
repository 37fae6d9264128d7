import type { Equal, Rule } from "../../policies/rule";
import { type OurVerdicts, oursOf } from "./ours";
import type { Said } from "./peer";
import { type Difference, type Reason, type Reasons, reasonFor, scaleOf } from "./reasons";

/** A rule of ours beside the peer's rule that it names as its equal. */
export interface Pair {
  readonly rule: Rule;
  readonly equal: Equal;
  readonly fixtures: number;
  readonly same: number;
  readonly unknown: number;
  /** The peer finds nothing, and our rule does not apply. */
  readonly silent: number;
  readonly differences: readonly Explained[];
}

export interface Explained {
  readonly difference: Difference;
  readonly reason: Reason | undefined;
}

/** @param ours by fixture; one that no reader of ours takes is not there */
export function compared(
  rule: Rule,
  equal: Equal,
  said: readonly Said[],
  ours: ReadonlyMap<string, OurVerdicts>,
  reasons: Reasons,
): Pair {
  const theirs = said.filter(({ id, fixture }) => id === equal.id && ours.has(fixture));
  const scale = scaleOf(rule.id, equal.id, reasons);
  const counts = { same: 0, unknown: 0, silent: 0 };
  const differences: Explained[] = [];
  for (const one of theirs) {
    const verdicts = ours.get(one.fixture)?.verdictsOn(rule.id, one.resource, scale?.through);
    const own = verdicts && oursOf(verdicts, scale?.part);
    if (own?.verdict === one.verdict) counts.same++;
    else if (own?.verdict === "unknown") counts.unknown++;
    else if (own === undefined && one.verdict === "pass") counts.silent++;
    else {
      const difference = { rule: rule.id, said: one, ours: own?.verdict ?? "silent", says: own?.says ?? [] } as const;
      differences.push({ difference, reason: reasonFor(difference, reasons) });
    }
  }
  return { rule, equal, fixtures: new Set(theirs.map(({ fixture }) => fixture)).size, ...counts, differences };
}
