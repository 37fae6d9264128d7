import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore } from "../../../../policies/change-sample";
import { balancerHasRoom } from "../../../../policies/rules/net/balancer-has-room";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const group = (maxSize: unknown) =>
  withMore({
    type: TYPES.group,
    name: "web",
    inputs: { maxSize, vpcZoneIdentifiers: [ref("public-a"), ref("public-b")] },
  });

describeRule(balancerHasRoom, {
  rows: [
    ["the smallest that it takes", withInputs("public-b", { cidrBlock: "10.0.1.0/27" }), "pass"],
    ["instances leave eight", group(486), "pass"],
    ["instances leave seven", group(488), "fail", /7 free addresses in public-a/],
    ["a range that is not known", withInputs("public-b", { cidrBlock: UNKNOWN }), "unknown"],
    ["a size that is not known", group(UNKNOWN), "unknown"],
    [
      "by subnet mappings",
      withInputs("balancer", { subnets: undefined, subnetMappings: [{ subnetId: ref("public-a") }] }),
      "pass",
    ],
    ["a network balancer", withInputs("balancer", { loadBalancerType: "network" }), "does not apply"],
  ],
});
