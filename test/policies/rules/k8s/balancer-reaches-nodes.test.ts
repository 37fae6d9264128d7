import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { balancerReachesNodes } from "../../../../policies/rules/k8s/balancer-reaches-nodes";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const bare = withInputs("template", { vpcSecurityGroupIds: undefined });

describeRule(balancerReachesNodes, {
  rows: [
    [
      "the cluster's group only",
      withInputs("template", { vpcSecurityGroupIds: [ref("cluster")] }),
      "fail",
      /is behind balancer/,
    ],
    ["no launch template", withInputs("nodes", { launchTemplate: undefined }), "fail"],
    ["a launch template that was not read", withInputs("nodes", { launchTemplate: { id: "lt-1" } }), "pass"],
    [
      "groups by interface",
      withInputs("template", { vpcSecurityGroupIds: undefined, networkInterfaces: [{ securityGroups: ["sg-1"] }] }),
      "pass",
    ],
    [
      "a rule that opens the cluster's group",
      [
        bare,
        withMore({
          type: TYPES.ingressRule,
          name: "opens",
          inputs: { securityGroupId: ref("cluster"), fromPort: 30080 },
        }),
      ],
      "pass",
    ],
    [
      "a rule that lets the cluster's group out",
      [
        bare,
        withMore({
          type: TYPES.securityGroupRule,
          name: "out",
          inputs: { securityGroupId: ref("cluster"), type: "egress" },
        }),
      ],
      "fail",
    ],
    ["a balancer in the cluster's group", [bare, withInputs("balancer", { securityGroups: [ref("cluster")] })], "pass"],
    ["a network balancer", [bare, withInputs("balancer", { loadBalancerType: "network" })], "does not apply"],
    ["no balancer", [bare, without("attachment")], "does not apply"],
  ],
});
