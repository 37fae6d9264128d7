import type { Range } from "./range";

/** met: within the objective even at its worst; risk: typically; missed: not even typically; told: nothing is promised. */
export type Verdict = "met" | "risk" | "missed" | "told";

export function verdictOf({ typical, max }: Range, allowed: number | undefined): Verdict {
  if (allowed === undefined) return "told";
  if (typical > allowed) return "missed";
  return max > allowed ? "risk" : "met";
}

const ORDER: readonly Verdict[] = ["missed", "risk", "met", "told"];

/** The worst of them; told where nothing is promised at all. */
export const worstOf = (verdicts: readonly Verdict[]): Verdict =>
  ORDER.find((each) => verdicts.includes(each)) ?? "told";
