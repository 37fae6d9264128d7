import fc from "fast-check";
import { UNKNOWN } from "../../../../blueprints/graph/values";
import { changed, withInputs } from "../../../../policies/change-sample";
import { replacementKeepsCapacity } from "../../../../policies/rules/compute/replacement-keeps-capacity";
import { verdictsOn } from "../../../../policies/test-rule";
import { describeRule } from "../../support";

const refresh = (minHealthyPercentage: unknown) =>
  withInputs("web", { instanceRefresh: { preferences: { minHealthyPercentage } } });

describeRule(replacementKeepsCapacity, {
  rows: [
    ["a refresh that takes half", refresh(50), "fail", /keeps 50 %.* leaves 66 %/],
    ["a zone's share", refresh(66), "pass"],
    ["half of two zones", [refresh(50), withInputs("web", { availabilityZones: ["a", "b"] })], "pass"],
    ["not known", refresh(UNKNOWN), "unknown"],
    [
      "a policy that is taken away",
      withInputs("web", { instanceMaintenancePolicy: { minHealthyPercentage: -1 } }),
      "pass",
    ],
    ["a pair", [refresh(50), withInputs("web", { maxSize: 2 })], "does not apply"],
    ["one zone", withInputs("web", { availabilityZones: ["a"] }), "does not apply"],
    [
      "nothing written",
      withInputs("web", { instanceRefresh: undefined, instanceMaintenancePolicy: undefined }),
      "does not apply",
    ],
  ],
});

test("what keeps all but a zone's share of a fleet passes, whatever the zones", () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 0, max: 100 }), (zones, kept) => {
      const sample = changed(
        replacementKeepsCapacity.example.compliant,
        withInputs("web", {
          availabilityZones: Array.from({ length: zones }, (_, at) => `zone-${at}`),
          instanceRefresh: undefined,
          instanceMaintenancePolicy: { minHealthyPercentage: kept },
        }),
      );
      const passes = kept >= Math.floor((100 * (zones - 1)) / zones);
      const [verdict] = verdictsOn(replacementKeepsCapacity, sample, "scale");
      expect(verdict?.verdict).toBe(passes ? "pass" : "fail");
    }),
  );
});
