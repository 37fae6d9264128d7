import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore } from "../../../../policies/change-sample";
import { placedOnPurpose } from "../../../../policies/rules/net/placed-on-purpose";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const one = (type: string, inputs: Record<string, unknown>) => withMore({ type, name: "one", inputs });

describeRule(placedOnPurpose, {
  rows: [
    ["a group without a network", withInputs("store", { vpcId: undefined }), "fail", /vpcId/],
    ["a database without subnets", withInputs("orders", { dbSubnetGroupName: undefined }), "fail", /dbSubnetGroupName/],
    ["groups that are not known yet", withInputs("orders", { vpcSecurityGroupIds: UNKNOWN }), "pass"],
    ["an empty list of groups", withInputs("orders", { vpcSecurityGroupIds: [] }), "fail"],
    ["a gateway on no network", one(TYPES.internetGateway, {}), "fail", /vpcId/],
    [
      "a gateway that is attached by a resource of its own",
      [
        one(TYPES.internetGateway, {}),
        withMore({
          type: TYPES.internetGatewayAttachment,
          name: "attached",
          inputs: { internetGatewayId: ref("one"), vpcId: ref("network") },
        }),
      ],
      "pass",
    ],
    [
      "an interface endpoint without groups",
      one(TYPES.vpcEndpoint, { vpcEndpointType: "Interface", subnetIds: ["a"] }),
      "fail",
    ],
    ["a gateway endpoint", one(TYPES.vpcEndpoint, { vpcEndpointType: "Gateway" }), "pass"],
    ["an endpoint of an unknown form", one(TYPES.vpcEndpoint, { vpcEndpointType: UNKNOWN }), "unknown"],
    ["an application balancer", one(TYPES.loadBalancer, {}), "fail", /securityGroups/],
    ["a network balancer", one(TYPES.loadBalancer, { loadBalancerType: "network" }), "pass"],
    ["a replica, which follows its source", one(TYPES.dbInstance, { replicateSourceDb: "orders" }), "pass"],
    ["a template", one(TYPES.launchTemplate, {}), "fail"],
    ["a template with interfaces", one(TYPES.launchTemplate, { networkInterfaces: [{}] }), "pass"],
    [
      "a template of nodes",
      [
        one(TYPES.launchTemplate, {}),
        withMore({ type: TYPES.eksNodeGroup, name: "nodes", inputs: { launchTemplate: { id: ref("one") } } }),
      ],
      "pass",
    ],
  ],
});
