import { groupBy } from "../../../blueprints/group-by";
import type { Judgement } from "../../evaluate";
import { LEFT_TO_THE_OWNER, WHY } from "./by-hand";

/** Failures of one rule that a patch leaves for the same reason. */
export interface Leaving {
  readonly rule: string;
  readonly failures: number;
  /** Goes on from "left to you:". */
  readonly why: string;
}

/** What became of failures that have a change in general. */
export interface Tried {
  readonly unwritable: ReadonlySet<Judgement>;
  readonly tried: ReadonlySet<Judgement>;
}

/** What a patch leaves, by rule, most failures first. */
export function leavings(open: readonly Judgement[], tried: Tried): Leaving[] {
  const grouped = groupBy(open, (failure) => `${failure.rule.id}\n${why(failure, tried)}`);
  return [...grouped]
    .map(([key, failures]) => {
      const [rule = "", reason = ""] = key.split("\n");
      return { rule, failures: failures.length, why: reason };
    })
    .sort((a, b) => b.failures - a.failures || (a.rule < b.rule ? -1 : 1));
}

function why(failure: Judgement, { unwritable, tried }: Tried): string {
  if (unwritable.has(failure))
    return "the change cannot be said by a value of one resource in the language that it is made in";
  if (tried.has(failure)) return "the change alone does not put it right, or makes something else fail";
  const left = LEFT_TO_THE_OWNER.get(failure.rule.id);
  return left === undefined ? "no change of one resource in place puts this case right" : WHY[left];
}
