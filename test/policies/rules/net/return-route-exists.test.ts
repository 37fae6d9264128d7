import { UNKNOWN } from "../../../../blueprints/graph/values";
import { type Change, changed, withInputs, withMore, without } from "../../../../policies/change-sample";
import { returnRouteExists } from "../../../../policies/rules/net/return-route-exists";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const accepter = (inputs: Record<string, unknown>) =>
  withMore({
    type: TYPES.peeringAccepter,
    name: "accepter",
    region: "eu-west-1",
    inputs: { vpcPeeringConnectionId: ref("peering"), ...inputs },
  });
const inOneRegion: Change = (sample) => {
  const { resources, ...more } = changed(sample, withInputs("peering", { peerRegion: undefined }));
  return { ...more, resources: resources.map((one) => ({ ...one, region: "us-east-1" })) };
};

describeRule(returnRouteExists, {
  rows: [
    ["no way there", without("there"), "fail", /routes in eu-west-1 and none back in us-east-1/],
    ["a table not known, as handed between stacks", withInputs("back", { routeTableId: UNKNOWN }), "pass"],
    [
      "through the accepter",
      [accepter({ autoAccept: true }), withInputs("back", { vpcPeeringConnectionId: ref("accepter") })],
      "pass",
    ],
    [
      "inline",
      [
        without("back"),
        withInputs("table-eu", { routes: [{ cidrBlock: "10.17.0.0/16", vpcPeeringConnectionId: ref("peering") }] }),
      ],
      "pass",
    ],
    ["the other region was not read", without("back", "table-eu", "vpc-eu-2"), "unknown", /route tables of eu-west-1/],
    ["the region is not known", withInputs("peering", { peerRegion: UNKNOWN }), "unknown"],
    [
      "inside one region, one side",
      [withInputs("peering", { peerRegion: undefined }), without("back")],
      "fail",
      /1 routes/,
    ],
    [
      "inside one region, both routes from one side",
      [inOneRegion, withInputs("back", { routeTableId: ref("table-us"), destinationCidrBlock: "10.16.128.0/17" })],
      "fail",
      /no route from vpc-eu/,
    ],
    ["inside one region, both sides", inOneRegion, "pass"],
    [
      "a route that leads past the other network",
      withInputs("back", { destinationCidrBlock: "10.71.0.0/16" }),
      "fail",
      /back leads to 10.71.0.0\/16, and vpc-us has 10.17.0.0\/16/,
    ],
    ["a route to a part of the other network", withInputs("back", { destinationCidrBlock: "10.17.4.0/24" }), "pass"],
    ["a route to all there is", withInputs("back", { destinationCidrBlock: "10.0.0.0/8" }), "pass"],
    ["a route whose range is not known", withInputs("back", { destinationCidrBlock: UNKNOWN }), "pass"],
    [
      "a route to a range that the network was given later",
      [
        withInputs("back", { destinationCidrBlock: "100.64.0.0/16" }),
        withMore({
          type: TYPES.vpcRange,
          name: "more",
          region: "us-east-1",
          inputs: { vpcId: ref("vpc-us"), cidrBlock: "100.64.0.0/16" },
        }),
      ],
      "pass",
    ],
    [
      "the other network by its region, where its id is handed from stack to stack",
      [withInputs("peering", { peerVpcId: UNKNOWN }), withInputs("there", { destinationCidrBlock: "10.71.0.0/16" })],
      "fail",
      /there leads to 10.71/,
    ],
    ["a link that nobody accepts", accepter({}), "fail", /is never accepted/],
    ["a link that is accepted", accepter({ autoAccept: true }), "pass"],
    ["whether it is accepted is not known", accepter({ autoAccept: UNKNOWN }), "unknown", /autoAccept/],
    ["no link", without("peering", "there", "back"), "does not apply"],
  ],
});
