import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs } from "../../../../policies/change-sample";
import { groupSpansZones } from "../../../../policies/rules/compute/group-spans-zones";
import { ref } from "../../../../policies/sample";
import { describeRule } from "../../support";

describeRule(groupSpansZones, {
  tier: "scale",
  rows: [
    [
      "three subnets in two zones",
      withInputs("subnet-c", { availabilityZone: "eu-west-1b" }),
      "fail",
      /2 zones .* needs 3/,
    ],
    ["two subnets", withInputs("web", { vpcZoneIdentifiers: [ref("subnet-a"), ref("subnet-b")] }), "fail"],
    ["zones by name", withInputs("web", { vpcZoneIdentifiers: undefined, availabilityZones: ["a", "b", "c"] }), "pass"],
    [
      "a zone that is not known yet",
      withInputs("subnet-b", { availabilityZone: UNKNOWN }),
      "unknown",
      /availabilityZone of subnet-b/,
    ],
    ["a subnet that was not read", withInputs("web", { vpcZoneIdentifiers: ["subnet-0123"] }), "unknown"],
  ],
});

describeRule(groupSpansZones, {
  tier: "growth",
  rows: [["two zones are enough at growth", withInputs("subnet-c", { availabilityZone: "eu-west-1b" }), "pass"]],
});
