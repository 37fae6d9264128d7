import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { openingFitsListener } from "../../../../policies/rules/sec/opening-fits-listener";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const machines = [
  without("orders"),
  withInputs("from-app", { fromPort: 8080, toPort: 8080 }),
  withMore(
    { type: TYPES.loadBalancer, name: "entry", inputs: { securityGroups: [ref("app")] } },
    { type: TYPES.targetGroup, name: "targets", inputs: { port: 8080 } },
    {
      type: TYPES.listener,
      name: "https",
      inputs: { loadBalancerArn: ref("entry"), defaultActions: [{ type: "forward", targetGroupArn: ref("targets") }] },
    },
    { type: TYPES.launchTemplate, name: "template", inputs: { vpcSecurityGroupIds: [ref("store")] } },
    {
      type: TYPES.group,
      name: "web",
      inputs: { launchTemplate: { id: ref("template") }, targetGroupArns: [ref("targets")] },
    },
  ),
];
const wide = withInputs("from-app", { fromPort: 4000, toPort: 8080 });

describeRule(openingFitsListener, {
  rows: [
    [
      "all ports",
      withInputs("from-app", { ipProtocol: "-1", fromPort: undefined, toPort: undefined }),
      "fail",
      /0 to 65535/,
    ],
    ["another protocol", withInputs("from-app", { ipProtocol: "udp", fromPort: 0, toPort: 65535 }), "pass"],
    ["another port", withInputs("from-app", { fromPort: 80, toPort: 80 }), "pass"],
    ["a range that is not known", withInputs("from-app", { fromPort: UNKNOWN }), "unknown"],
    ["nothing behind the group", without("orders"), "does not apply"],
    [
      "something else behind it too",
      withMore({ type: TYPES.lambda, name: "job", inputs: { vpcConfig: { securityGroupIds: [ref("store")] } } }),
      "does not apply",
    ],
    [
      "members among themselves",
      withInputs("from-app", { referencedSecurityGroupId: ref("store"), fromPort: 0 }),
      "does not apply",
    ],
    ["a balancer's targets", machines, "pass"],
    ["more than a balancer's targets", [...machines, wide], "fail", /4000 to 8080 .* 8080 is listened at/],
    [
      "machines that others are let in to as well",
      [...machines, wide, withInputs("from-app", { referencedSecurityGroupId: undefined, cidrIpv4: "10.0.0.0/8" })],
      "does not apply",
    ],
    [
      "tasks, which choose their ports",
      [...machines, wide, withMore({ type: TYPES.ecsService, name: "tasks" })],
      "does not apply",
    ],
    [
      "two ports side by side",
      [
        withMore({
          type: TYPES.replicationGroup,
          name: "cache",
          inputs: { port: 5433, securityGroupIds: [ref("store")] },
        }),
        withInputs("from-app", { toPort: 5433 }),
      ],
      "pass",
    ],
  ],
});
