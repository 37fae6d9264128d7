import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { groupAlsoShrinks } from "../../../../policies/rules/compute/group-also-shrinks";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const scaleIn = (name: string, disableScaleIn: unknown) =>
  withInputs(name, { targetTrackingConfiguration: { targetValue: 50, disableScaleIn } });
const both = [scaleIn("web-cpu", true), scaleIn("web-network", true)];
const step = (scalingAdjustment: number) =>
  withMore({
    type: TYPES.scalingPolicy,
    name: "step",
    inputs: { autoscalingGroupName: ref("web"), policyType: "StepScaling", stepAdjustments: [{ scalingAdjustment }] },
  });

describeRule(groupAlsoShrinks, {
  rows: [
    ["one of two", scaleIn("web-cpu", true), "fail", /shrunk by web-network without regard to web-cpu/],
    ["all of them", both, "fail", /never shrinks/],
    ["a step that takes away", [...both, step(-1)], "pass"],
    ["a step that adds", [...both, step(2)], "fail"],
    [
      "a simple policy that takes away",
      [
        ...both,
        withMore({
          type: TYPES.scalingPolicy,
          name: "simple",
          inputs: { autoscalingGroupName: ref("web"), scalingAdjustment: -1 },
        }),
      ],
      "pass",
    ],
    [
      "a schedule",
      [
        ...both,
        withMore({
          type: "aws:autoscaling/schedule:Schedule",
          name: "night",
          inputs: { autoscalingGroupName: ref("web"), minSize: 3 },
        }),
      ],
      "pass",
    ],
    ["not known", scaleIn("web-cpu", UNKNOWN), "unknown"],
    ["no policy", without("web-cpu", "web-network"), "does not apply"],
    ["a policy that is off", [scaleIn("web-cpu", true), withInputs("web-cpu", { enabled: false })], "pass"],
  ],
});
