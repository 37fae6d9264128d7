import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs } from "../../../../policies/change-sample";
import { spotIsDiverse } from "../../../../policies/rules/compute/spot-is-diverse";
import { ref } from "../../../../policies/sample";
import { describeRule } from "../../support";

const good = {
  onDemandBaseCapacity: 3,
  onDemandPercentageAboveBaseCapacity: 40,
  spotAllocationStrategy: "capacity-optimized",
};
const two = [{ instanceType: "m7g.large" }, { instanceType: "m6g.large" }];
const mixed = (instancesDistribution: unknown, overrides: unknown = two) =>
  withInputs("web", { mixedInstancesPolicy: { launchTemplate: { overrides }, instancesDistribution } });
const template = withInputs("web", { mixedInstancesPolicy: undefined, launchTemplate: { id: ref("template") } });

describeRule(spotIsDiverse, {
  rows: [
    ["another strategy by capacity", mixed(good), "pass"],
    ["one type", mixed(good, [{ instanceType: "m7g.large" }]), "fail", /one type only \(m7g.large\)/],
    ["one type twice", mixed(good, [{ instanceType: "m7g.large" }, { instanceType: "m7g.large" }]), "fail"],
    ["the template's type alone", mixed(good, []), "fail", /one type only/],
    ["types by what they bring", mixed(good, [{ instanceRequirements: { vcpuCount: { min: 2 } } }]), "pass"],
    ["the default strategy", mixed({ ...good, spotAllocationStrategy: undefined }), "fail", /lowest-price/],
    ["a base below the minimum", mixed({ ...good, onDemandBaseCapacity: 2 }), "fail", /2 instances on demand .* of 3/],
    ["no base", mixed({ ...good, onDemandBaseCapacity: undefined }), "fail", /has 0/],
    ["no rebalancing", withInputs("web", { capacityRebalance: undefined }), "fail", /capacityRebalance/],
    ["all on demand, the default", mixed(undefined, []), "does not apply"],
    ["a base of the maximum", mixed({ ...good, onDemandBaseCapacity: 9 }, []), "does not apply"],
    ["one template, on demand", template, "does not apply"],
    [
      "one template that asks for Spot",
      [template, withInputs("template", { instanceMarketOptions: { marketType: "spot" } })],
      "fail",
      /Spot instances only/,
    ],
    ["types not known", mixed(good, UNKNOWN), "unknown", /overrides/],
    ["types not known, strategy bad", mixed({ ...good, spotAllocationStrategy: "lowest-price" }, UNKNOWN), "fail"],
    ["a share not known", mixed({ ...good, onDemandPercentageAboveBaseCapacity: UNKNOWN }), "unknown"],
  ],
});
