import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore } from "../../../../policies/change-sample";
import { groupUsesLbHealth } from "../../../../policies/rules/compute/group-uses-lb-health";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const alone = { targetGroupArns: undefined, healthCheckType: undefined };
const attachment = withMore({
  type: TYPES.groupAttachment,
  name: "attachment",
  inputs: { autoscalingGroupName: ref("web"), lbTargetGroupArn: ref("targets") },
});
const source = (type: string) =>
  withMore({
    type: TYPES.trafficSourceAttachment,
    name: "source",
    inputs: { autoscalingGroupName: ref("web"), trafficSource: { identifier: "arn:targets", type } },
  });

describeRule(groupUsesLbHealth, {
  rows: [
    ["no type, which is EC2", withInputs("web", { healthCheckType: undefined }), "fail", /EC2 only, without ELB/],
    ["several types", withInputs("web", { healthCheckType: "EC2,ELB" }), "pass"],
    ["nothing sends it requests", withInputs("web", alone), "does not apply"],
    ["an empty list of target groups", withInputs("web", { ...alone, targetGroupArns: [] }), "does not apply"],
    ["an attachment", [withInputs("web", alone), attachment], "fail", /load balancer/],
    ["an attachment and ELB", [withInputs("web", { ...alone, healthCheckType: "ELB" }), attachment], "pass"],
    ["a traffic source attached", [withInputs("web", alone), source("elbv2")], "fail"],
    ["a lattice source attached", [withInputs("web", alone), source("vpc-lattice")], "fail", /VPC Lattice/],
    ["lattice, ELB checks", [withInputs("web", { targetGroupArns: undefined }), source("vpc-lattice")], "fail"],
    ["inline source", withInputs("web", { ...alone, trafficSources: [{ identifier: "arn" }] }), "fail"],
    ["a classic load balancer", withInputs("web", { ...alone, loadBalancers: ["classic"] }), "fail"],
    ["target groups not known yet", withInputs("web", { ...alone, targetGroupArns: UNKNOWN }), "fail"],
    ["a type not known yet", withInputs("web", { healthCheckType: UNKNOWN }), "unknown", /healthCheckType of web/],
  ],
});
