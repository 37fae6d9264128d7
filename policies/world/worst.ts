import type { Verdict } from "../rule";

const ORDER: readonly Verdict["verdict"][] = ["fail", "unknown", "pass"];

/** The verdict that counts where several were given; undefined where the rule applied to nothing. */
export const worst = (verdicts: readonly Verdict["verdict"][]): Verdict["verdict"] | undefined =>
  ORDER.find((verdict) => verdicts.includes(verdict));
