import { TIERS, type Tier } from "../blueprints/tiers/tier";
import { type Change, changed } from "./change-sample";
import { evaluate } from "./evaluate";
import type { Rule, Verdict } from "./rule";
import { graphOf, type Sample } from "./sample";
import { World } from "./world/world";
import { worst } from "./world/worst";

export type Outcome = Verdict["verdict"] | "does not apply";

/** A change of the rule's compliant example, what it must be judged as, and, where it fails, words of the message. */
export type Row = readonly [what: string, changes: Change | readonly Change[], outcome: Outcome, says?: RegExp];

export interface RuleTable {
  /** Default: the highest tier at which the rule applies. */
  readonly tier?: Tier;
  readonly rows: readonly Row[];
}

export interface CaseResult {
  readonly what: string;
  readonly expected: Outcome;
  readonly got: Outcome;
  readonly messages: readonly string[];
  /** True where verdict and words are as expected. */
  readonly ok: boolean;
}

/**
 * Judges a rule's two examples and one row after the other; what scalekit's own rules are tested with, for a team's own.
 * Any test runner can hold the results: `for (const result of testRule(myRule, table)) expect(result.ok).toBe(true)`.
 */
export function testRule(rule: Rule, table: RuleTable): CaseResult[] {
  const tier = table.tier ?? highest(rule);
  const { compliant, failing } = rule.example;
  const rows: readonly Row[] = [
    ["the compliant example", [], "pass"],
    ["the failing example", () => failing, "fail"],
    ...table.rows,
  ];
  return rows.map(([what, changes, expected, says]) => {
    const list = typeof changes === "function" ? [changes] : changes;
    const verdicts = verdictsOn(rule, changed(compliant, ...list), tier);
    const messages = verdicts.flatMap((verdict) =>
      verdict.verdict === "fail" ? [verdict.message] : verdict.verdict === "unknown" ? [verdict.missing] : [],
    );
    const got: Outcome = worst(verdicts.map(({ verdict }) => verdict)) ?? "does not apply";
    const ok = got === expected && (says === undefined || messages.some((message) => says.test(message)));
    return { what, expected, got, messages, ok };
  });
}

export function verdictsOn(rule: Rule, sample: Sample, tier: Tier): Verdict[] {
  return evaluate(new World(graphOf(sample), tier, sample.declared), [rule]).map(({ verdict }) => verdict);
}

function highest({ severity }: Rule): Tier {
  return TIERS.findLast((tier) => severity[tier] !== "none") ?? "global";
}
