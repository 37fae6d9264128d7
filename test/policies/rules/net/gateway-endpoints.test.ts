import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { gatewayEndpoints } from "../../../../policies/rules/net/gateway-endpoints";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

describeRule(gatewayEndpoints, {
  rows: [
    ["an interface endpoint instead", withInputs("s3", { vpcEndpointType: "Interface" }), "fail", /goes to s3/],
    ["another table", withInputs("s3", { routeTableIds: [] }), "fail"],
    [
      "named by a companion resource",
      [
        withInputs("s3", { routeTableIds: undefined }),
        withMore({
          type: TYPES.vpcEndpointRouteTable,
          name: "joined",
          inputs: { routeTableId: ref("table"), vpcEndpointId: ref("s3") },
        }),
      ],
      "pass",
    ],
    ["a service that is not known", withInputs("s3", { serviceName: UNKNOWN }), "unknown"],
    ["no NAT gateway", without("out"), "does not apply"],
  ],
});
