import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { takesSeveralTypes } from "../../../../policies/rules/compute/takes-several-types";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

/** Started from the template alone, without a mixed instances policy. */
const plain = withInputs("web", { mixedInstancesPolicy: undefined, launchTemplate: { id: ref("template") } });
const policy = (overrides: unknown, distribution?: object) =>
  withInputs("web", {
    mixedInstancesPolicy: {
      launchTemplate: { launchTemplateSpecification: { launchTemplateId: ref("template") }, overrides },
      ...(distribution && { instancesDistribution: distribution }),
    },
  });

describeRule(takesSeveralTypes, {
  rows: [
    ["the template's type", plain, "fail", /starts m7g\.large only/],
    ["the same type twice", policy([{ instanceType: "m7g.large" }, { instanceType: "m7g.large" }]), "fail"],
    ["a type that is not known", policy([{ instanceType: UNKNOWN }]), "unknown", /instanceType/],
    ["types by what they bring", policy([{ instanceRequirements: { vcpuCount: { min: 2 } } }]), "pass"],
    [
      "types by what they bring, in the template",
      [plain, withInputs("template", { instanceType: undefined, instanceRequirements: { vcpuCount: { min: 2 } } })],
      "pass",
    ],
    [
      "capacity that is reserved",
      [
        plain,
        withInputs("template", {
          capacityReservationSpecification: { capacityReservationTarget: { capacityReservationId: "cr-1" } },
        }),
      ],
      "pass",
    ],
    [
      "a launch configuration",
      [
        without("template"),
        withInputs("web", { mixedInstancesPolicy: undefined, launchConfiguration: ref("old") }),
        withMore({ type: TYPES.launchConfiguration, name: "old", inputs: { instanceType: "m5.large" } }),
      ],
      "fail",
      /starts m5\.large only/,
    ],
    [
      "Spot, which another rule judges",
      policy([{ instanceType: "m7g.large" }], { onDemandBaseCapacity: 3, onDemandPercentageAboveBaseCapacity: 0 }),
      "does not apply",
    ],
    [
      "a group that nothing sends requests",
      [plain, withInputs("web", { targetGroupArns: undefined })],
      "does not apply",
    ],
  ],
});
