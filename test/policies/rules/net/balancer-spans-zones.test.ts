import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore } from "../../../../policies/change-sample";
import { balancerSpansZones } from "../../../../policies/rules/net/balancer-spans-zones";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

describeRule(balancerSpansZones, {
  rows: [
    ["a target in a zone more", withInputs("app-b", { availabilityZone: "c" }), "fail", /web runs in c too/],
    ["one zone", withInputs("balancer", { subnets: [ref("public-a")] }), "fail", /in one zone \(a\)/],
    ["a zone more than its targets", withInputs("web", { vpcZoneIdentifiers: [ref("app-a")] }), "pass"],
    [
      "attached by a companion resource",
      [
        withInputs("web", { targetGroupArns: undefined }),
        withInputs("app-b", { availabilityZone: "c" }),
        withMore({
          type: TYPES.groupAttachment,
          name: "joined",
          inputs: { autoscalingGroupName: ref("web"), lbTargetGroupArn: ref("targets") },
        }),
      ],
      "fail",
      /runs in c/,
    ],
    [
      "through a rule of the listener",
      [
        withInputs("https", { defaultActions: [{ type: "fixed-response" }] }),
        withInputs("app-b", { availabilityZone: "c" }),
        withMore({
          type: TYPES.listenerRule,
          name: "paths",
          inputs: { listenerArn: ref("https"), actions: [{ targetGroupArn: ref("targets") }] },
        }),
      ],
      "fail",
    ],
    ["a zone that is not known", withInputs("app-b", { availabilityZone: UNKNOWN }), "unknown"],
    ["a gateway balancer", withInputs("balancer", { loadBalancerType: "gateway" }), "does not apply"],
  ],
});
