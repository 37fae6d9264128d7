import type { Exemption, PolicySettings } from "../../../blueprints/manifest/manifest";
import { compareFindings, proposals } from "../../../policies/compare";
import type { Finding } from "../../../policies/finding";
import { findingOf } from "../../cli/reporters/check/samples";

const one = findingOf({ fingerprint: "1".repeat(16) });
const two = findingOf({ fingerprint: "2".repeat(16) });
const marks = (findings: readonly Finding[]) => findings.map(({ fingerprint }) => fingerprint[0]);

test("findings are new, fixed or unchanged by their fingerprint", () => {
  const { added, fixed, unchanged } = compareFindings([one], [two, { ...one, message: "said in other words" }]);
  expect([marks(added), marks(fixed), marks(unchanged)]).toEqual([["2"], [], ["1"]]);
  expect(marks(compareFindings([one, two], [two]).fixed)).toEqual(["1"]);
});

test("what was excused or not known and now fails is new", () => {
  expect(marks(compareFindings([{ ...one, status: "exempt" }], [one]).added)).toEqual(["1"]);
  expect(marks(compareFindings([{ ...one, status: "unknown" }], [one]).added)).toEqual(["1"]);
});

test("what stopped nothing and stops the change now is new; what weighs less than before is not", () => {
  const warning = { ...one, severity: "warning", level: "advisory", blocks: false } as const;
  const heavier = compareFindings([warning], [one]);
  expect([marks(heavier.added), marks(heavier.fixed), marks(heavier.unchanged)]).toEqual([["1"], [], []]);
  const lighter = compareFindings([one], [warning]);
  expect([marks(lighter.added), marks(lighter.fixed), marks(lighter.unchanged)]).toEqual([[], [], ["1"]]);
});

test.each([
  ["fail", "unknown"],
  ["unknown", "fail"],
  ["fail", "exempt"],
] as const)("what said %s and says %s now was not fixed", (before, after) => {
  expect(compareFindings([{ ...one, status: before }], [{ ...one, status: after }]).fixed).toEqual([]);
});

test("what a change wants of the rules is told in words", () => {
  const exemption: Exemption = {
    rule: "db/deletion-guard",
    resource: "production-eu-west-1/rds.Cluster/orders",
    fingerprint: "1".repeat(16),
    owner: "me",
    reason: "why not",
    expires: "2027-01-01",
  };
  const base: PolicySettings = { packs: ["recommended"], levels: {}, unknown: "advisory", custom: [], exemptions: [] };
  const head: PolicySettings = {
    packs: ["recommended", "strict"],
    levels: { "obs/*": "off" },
    unknown: "off",
    custom: ["@acme/rules"],
    exemptions: [exemption],
  };
  expect(proposals(base, base)).toEqual([]);
  expect(proposals(base, head).map(({ text }) => text)).toEqual([
    "excuse db/deletion-guard on production-eu-west-1/rds.Cluster/orders until 2027-01-01 (me: why not)",
    "obs/* becomes off (now what the packs say)",
    "add pack strict",
    "add package @acme/rules",
    "unknowns of mandatory rules become off (now advisory)",
  ]);
});
