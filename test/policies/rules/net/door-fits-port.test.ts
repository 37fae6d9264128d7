import { UNKNOWN } from "../../../../blueprints/graph/values";
import { declaring, withInputs, withMore, without } from "../../../../policies/change-sample";
import { doorFitsPort } from "../../../../policies/rules/net/door-fits-port";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const entry = [
  without("orders"),
  withMore(
    { type: TYPES.loadBalancer, name: "entry", inputs: { securityGroups: [ref("store")] } },
    { type: TYPES.listener, name: "https", inputs: { loadBalancerArn: ref("entry"), port: 5432, protocol: "TCP" } },
  ),
];
const endpoint = (serviceName: string) => [
  without("orders"),
  withMore({
    type: TYPES.vpcEndpoint,
    name: "endpoint",
    inputs: { vpcEndpointType: "Interface", serviceName, securityGroupIds: [ref("store")] },
  }),
];

describeRule(doorFitsPort, {
  rows: [
    ["the engine's default port", withInputs("orders", { port: undefined }), "pass"],
    ["a door for another port", withInputs("from-app", { fromPort: 80, toPort: 80 }), "fail", /listens at 5432/],
    ["a door for UDP", withInputs("from-app", { ipProtocol: "udp" }), "fail"],
    ["no door, of a part of a system", without("from-app"), "unknown", /who opens orders/],
    ["no door, of a whole system", [without("from-app"), declaring({ regions: ["eu-west-1"] })], "fail"],
    ["a port that is not known", withInputs("orders", { port: UNKNOWN }), "unknown"],
    [
      "a group that was not read",
      withInputs("orders", { port: 1, vpcSecurityGroupIds: [ref("store"), "sg-1"] }),
      "unknown",
    ],
    [
      "an engine that is not known here",
      withInputs("orders", { engine: "oracle-ee", port: undefined }),
      "does not apply",
    ],
    ["no group of its own", withInputs("orders", { vpcSecurityGroupIds: undefined }), "does not apply"],
    ["a balancer's listener", entry, "pass"],
    ["a balancer that listens elsewhere", [...entry, withInputs("https", { port: 443 })], "fail", /listens at 443/],
    [
      "a balancer that listens to UDP",
      [...entry, withInputs("https", { port: 53, protocol: "UDP" })],
      "does not apply",
    ],
    ["an endpoint of AWS's", endpoint("com.amazonaws.eu-west-1.kms"), "fail", /listens at 443/],
    ["an endpoint that speaks no HTTPS", endpoint("com.amazonaws.eu-west-1.email-smtp"), "does not apply"],
    ["an endpoint of somebody's", endpoint("com.amazonaws.vpce.eu-west-1.vpce-svc-1"), "does not apply"],
    [
      "a proxy",
      [
        without("orders"),
        withMore(
          {
            type: TYPES.dbProxy,
            name: "proxy",
            inputs: { engineFamily: "MYSQL", vpcSecurityGroupIds: [ref("store")] },
          },
          {
            type: TYPES.dbProxyEndpoint,
            name: "read",
            inputs: { dbProxyName: ref("proxy"), vpcSecurityGroupIds: [ref("store")] },
          },
        ),
      ],
      "fail",
      /listens at 3306/,
    ],
  ],
});
