import fc from "fast-check";
import { allowsNothingOf, namesAction, type RolePolicy } from "../../../policies/facts/role-policies";
import { graphOf } from "../../../policies/sample";
import { TYPES } from "../../../policies/types";

const [from] = graphOf({ resources: [{ type: TYPES.rolePolicy, name: "policy" }] }).resources;
const policyOf = (...statements: readonly object[]): RolePolicy => {
  if (!from) throw new Error("the sample is empty");
  return { from, text: JSON.stringify({ Statement: statements }), unread: false };
};

const word = fc.stringMatching(/^[a-z]{1,8}$/);
const action = fc
  .tuple(word, fc.stringMatching(/^[A-Z][A-Za-z]{0,12}$/))
  .map(([service, call]) => `${service}:${call}`);

test("an action is named by itself, by each of its beginnings with a star, and by no longer one", () => {
  fc.assert(
    fc.property(action, fc.nat(), (wanted, at) => {
      const start = wanted.slice(0, at % (wanted.length + 1));
      const allow = (Action: string): RolePolicy => policyOf({ Effect: "Allow", Action, Resource: "*" });
      expect(namesAction(allow(wanted), wanted)).toBe(true);
      expect(namesAction(allow(`${start}*`), wanted)).toBe(true);
      expect(namesAction(allow(`${wanted}x`), wanted)).toBe(false);
      expect(namesAction(allow(`${wanted}x*`), wanted)).toBe(false);
    }),
  );
});

test("what is denied, on whatever resource, and what is no text of a policy names no action", () => {
  fc.assert(
    fc.property(action, fc.string(), (wanted, text) => {
      expect(namesAction(policyOf({ Effect: "Deny", Action: wanted, Resource: "*" }), wanted)).toBe(false);
      expect(namesAction(policyOf({ Effect: "Allow", Action: [], Resource: "*" }), wanted)).toBe(false);
      expect(namesAction({ ...policyOf(), text }, wanted)).toBe(false);
    }),
  );
});

test("all but some actions are actions of every service", () => {
  const policy = policyOf({ Effect: "Allow", NotAction: "iam:*", Resource: "*" });
  expect(namesAction(policy, "ec2:RunInstances")).toBe(true);
  expect(allowsNothingOf(policy, "ec2")).toBe(false);
  expect(allowsNothingOf(policyOf({ Effect: "Allow", Action: ["kms:Decrypt"] }), "ec2")).toBe(true);
  expect(allowsNothingOf(policyOf({ Effect: "Allow", Action: "ec2:Describe*" }), "ec2")).toBe(false);
});
