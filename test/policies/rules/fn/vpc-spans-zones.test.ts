import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs } from "../../../../policies/change-sample";
import { vpcSpansZones } from "../../../../policies/rules/fn/vpc-spans-zones";
import { ref } from "../../../../policies/sample";
import { describeRule } from "../../support";

describeRule(vpcSpansZones, {
  rows: [
    ["one subnet", withInputs("worker", { vpcConfig: { subnetIds: [ref("subnet-a")] } }), "fail", /one zone/],
    ["outside of networks", withInputs("worker", { vpcConfig: undefined }), "does not apply"],
    ["a zone that is not known", withInputs("subnet-a", { availabilityZone: UNKNOWN }), "unknown"],
  ],
});
