import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { targetsRegistered } from "../../../../policies/rules/net/targets-registered";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const alone = withInputs("web", { targetGroupArns: undefined });
const nodes = (name: string, more = {}) => ({
  type: TYPES.eksNodeGroup,
  name,
  inputs: { clusterName: ref("cluster"), ...more },
});
const attachment = {
  type: TYPES.groupAttachment,
  name: "attached",
  inputs: { autoscalingGroupName: ref("base"), lbTargetGroupArn: ref("targets") },
};
const cluster = [without("web"), withMore({ type: TYPES.eksCluster, name: "cluster" }, nodes("base"), attachment)];

describeRule(targetsRegistered, {
  rows: [
    ["no group that could be it", without("web"), "does not apply"],
    ["addresses, which their owner registers", [alone, withInputs("targets", { targetType: "ip" })], "does not apply"],
    ["a group in another target group", withInputs("web", { targetGroupArns: ["arn:other"] }), "does not apply"],
    ["nothing forwards to it", [alone, without("https")], "does not apply"],
    [
      "an attachment that may be for it",
      [alone, withMore({ type: TYPES.groupAttachment, name: "stray", inputs: { lbTargetGroupArn: UNKNOWN } })],
      "unknown",
      /stray/,
    ],
    [
      "a group of a cluster's nodes",
      [alone, withInputs("web", { tags: [{ key: "kubernetes.io/cluster/own", value: "owned" }] })],
      "does not apply",
    ],
    ["all nodes of a cluster", cluster, "pass"],
    ["some nodes of a cluster", [...cluster, withMore(nodes("elastic"))], "fail", /none of elastic/],
    ["nodes for something else", [...cluster, withMore(nodes("gpu", { taints: [{ key: "gpu" }] }))], "pass"],
  ],
});
