import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, without } from "../../../../policies/change-sample";
import { quotasEqual } from "../../../../policies/rules/res/quotas-equal";
import { describeRule } from "../../support";

describeRule(quotasEqual, {
  rows: [
    ["not raised in the other region", without("vcpus-us-east-1"), "fail", /was not raised in us-east-1/],
    ["another quota there", withInputs("vcpus-us-east-1", { quotaCode: "L-34B43A08" }), "fail"],
    ["raised further there", withInputs("vcpus-us-east-1", { value: 1024 }), "fail", /is 1024 in us-east-1 and 512/],
    ["a value that is not known", withInputs("vcpus-us-east-1", { value: UNKNOWN }), "unknown"],
    ["nothing serves in the other region", without("web-us-east-1"), "does not apply"],
    ["no quota was raised anywhere", without("vcpus-eu-west-1", "vcpus-us-east-1"), "does not apply"],
  ],
});
