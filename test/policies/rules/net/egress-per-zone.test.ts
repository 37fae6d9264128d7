import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, without } from "../../../../policies/change-sample";
import { egressPerZone } from "../../../../policies/rules/net/egress-per-zone";
import { ref } from "../../../../policies/sample";
import { describeRule } from "../../support";

describeRule(egressPerZone, {
  rows: [
    [
      "a gateway of all zones",
      [
        withInputs("nat-a", { availabilityMode: "regional", subnetId: undefined }),
        withInputs("out-b", { natGatewayId: ref("nat-a") }),
      ],
      "pass",
    ],
    [
      "inline routes",
      [without("out-b"), withInputs("table-b", { routes: [{ cidrBlock: "0.0.0.0/0", natGatewayId: ref("nat-a") }] })],
      "fail",
      /is in b and goes out through nat-a in a/,
    ],
    [
      "a zone that is not known",
      withInputs("public-b", { availabilityZone: UNKNOWN }),
      "unknown",
      /availabilityZone of public-b/,
    ],
    ["a gateway that was not read", withInputs("out-b", { natGatewayId: "nat-1" }), "unknown"],
    ["a destination that is not known", withInputs("out-b", { destinationCidrBlock: UNKNOWN }), "unknown"],
    [
      "another destination is no way out",
      [
        withInputs("out-a", { destinationCidrBlock: "10.0.0.0/8" }),
        withInputs("out-b", { destinationCidrBlock: "10.0.0.0/8" }),
      ],
      "does not apply",
    ],
    ["no gateway", without("nat-a", "nat-b", "out-a", "out-b"), "does not apply"],
  ],
});
