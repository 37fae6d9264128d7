import type { Rule } from "../../policies/rule";
import { type RuleTable, testRule } from "../../policies/test-rule";

/** A table of cases as tests: the rule's two examples, then one change of the compliant one a row. */
export function describeRule(rule: Rule, table: RuleTable): void {
  describe(rule.id, () => {
    test.each(testRule(rule, table).map((result) => [result.what, result] as const))("%s", (_, result) => {
      const { got, messages, ok, expected } = result;
      expect({ got, messages, ok }).toEqual({ got: expected, messages, ok: true });
    });
  });
}
