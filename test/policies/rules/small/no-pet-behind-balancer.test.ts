import { UNKNOWN } from "../../../../blueprints/graph/values";
import { type Change, withInputs, withMore, without } from "../../../../policies/change-sample";
import { noPetBehindBalancer } from "../../../../policies/rules/small/no-pet-behind-balancer";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const attached = (targetId: unknown): Change =>
  withMore({
    type: TYPES.targetGroupAttachment,
    name: "attachment",
    inputs: { targetGroupArn: ref("targets"), targetId },
  });
const kind = (targetType: string) => withInputs("targets", { targetType });

describeRule(noPetBehindBalancer, {
  rows: [
    ["an instance by its id", attached("i-0123"), "fail", /single instance i-0123/],
    ["an address", [kind("ip"), attached("10.0.0.4")], "pass"],
    [
      "the address of an instance",
      [kind("ip"), withMore({ type: TYPES.instance, name: "pet", inputs: {} }), attached(ref("pet"))],
      "fail",
      /instance pet/,
    ],
    [
      "a function",
      [kind("lambda"), withMore({ type: TYPES.lambda, name: "f", inputs: {} }), attached(ref("f"))],
      "pass",
    ],
    ["a target that is not known", attached(UNKNOWN), "unknown", /targetId of attachment/],
    [
      "a classic balancer of instances",
      withMore({ type: TYPES.classicLoadBalancer, name: "old", inputs: { instances: ["i-1"] } }),
      "fail",
      /one by one/,
    ],
    ["a classic balancer of a group", withMore({ type: TYPES.classicLoadBalancer, name: "old", inputs: {} }), "pass"],
    ["no balancer", without("targets", "web"), "does not apply"],
  ],
});
