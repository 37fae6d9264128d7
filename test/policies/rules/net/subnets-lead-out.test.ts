import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { subnetsLeadOut } from "../../../../policies/rules/net/subnets-lead-out";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const fleet = withMore({
  type: TYPES.group,
  name: "web",
  inputs: { vpcZoneIdentifiers: [ref("public-a"), ref("public-b")] },
});

describeRule(subnetsLeadOut, {
  rows: [
    ["no route to the gateway", without("out"), "fail", /public-a, which has no route/],
    ["a balancer inside", [without("joined-b"), withInputs("entry", { internal: true })], "does not apply"],
    ["a gateway by its id", withInputs("out", { gatewayId: "igw-1" }), "pass"],
    ["a route whose end is not known", withInputs("out", { gatewayId: UNKNOWN }), "unknown"],
    [
      "a route that may be of this table",
      [without("out"), withMore({ type: TYPES.route, name: "stray", inputs: { routeTableId: UNKNOWN } })],
      "unknown",
      /stray/,
    ],
    [
      "an association that may be for this subnet",
      [
        without("joined-b"),
        withMore({ type: TYPES.routeTableAssociation, name: "stray", inputs: { subnetId: UNKNOWN } }),
      ],
      "unknown",
    ],
    ["no subnet with a table", without("joined-a", "joined-b"), "unknown"],
    [
      "the main table has routes",
      [
        without("joined-b"),
        withMore(
          {
            type: TYPES.defaultRouteTable,
            name: "main",
            inputs: { vpcId: ref("network"), defaultRouteTableId: "rtb" },
          },
          {
            type: TYPES.route,
            name: "main-out",
            inputs: { routeTableId: ref("main"), destinationCidrBlock: "0.0.0.0/0", gatewayId: ref("internet") },
          },
        ),
      ],
      "pass",
    ],
    ["a fleet whose subnets all lead out", [without("entry"), fleet], "pass"],
    ["a fleet of which one zone does not", [without("entry", "joined-b"), fleet], "fail", /may start in public-b/],
    ["a fleet of which none does", [without("entry", "out"), fleet], "does not apply"],
    [
      "a NAT gateway that stands inside",
      [
        without("entry", "joined-b"),
        withMore({ type: TYPES.natGateway, name: "nat", inputs: { subnetId: ref("public-b") } }),
      ],
      "fail",
      /from public-b/,
    ],
    [
      "a private NAT gateway",
      [
        without("entry", "joined-b"),
        withMore({
          type: TYPES.natGateway,
          name: "nat",
          inputs: { subnetId: ref("public-b"), connectivityType: "private" },
        }),
      ],
      "does not apply",
    ],
  ],
});
