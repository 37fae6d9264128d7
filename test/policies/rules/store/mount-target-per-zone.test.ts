import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, without } from "../../../../policies/change-sample";
import { mountTargetPerZone } from "../../../../policies/rules/store/mount-target-per-zone";
import { describeRule } from "../../support";

describeRule(mountTargetPerZone, {
  rows: [
    ["one zone twice", withInputs("subnet-b", { availabilityZone: "eu-west-1a" }), "fail"],
    ["a zone that is not known", withInputs("subnet-b", { availabilityZone: UNKNOWN }), "unknown"],
    ["One Zone", withInputs("media", { availabilityZoneName: "eu-west-1a" }), "fail", /one zone/],
    ["nobody mounts it", without("mount-a", "mount-b"), "does not apply"],
  ],
});
