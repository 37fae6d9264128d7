import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { rangesDisjoint } from "../../../../policies/rules/net/ranges-disjoint";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

describeRule(rangesDisjoint, {
  rows: [
    ["the same range", withInputs("vpc-us", { cidrBlock: "10.16.0.0/16" }), "fail", /10.16.0.0\/16 of vpc-eu/],
    ["the next range", withInputs("vpc-us", { cidrBlock: "10.15.0.0/16" }), "pass"],
    [
      "a second range",
      withMore({ type: TYPES.vpcRange, name: "more", inputs: { vpcId: ref("vpc-us"), cidrBlock: "10.16.0.0/20" } }),
      "fail",
    ],
    [
      "a range that is not written",
      withInputs("vpc-us", { cidrBlock: undefined, ipv4IpamPoolId: "pool" }),
      "unknown",
      /cidrBlock of vpc-us/,
    ],
    ["a range that is not known", withInputs("vpc-us", { cidrBlock: UNKNOWN }), "unknown"],
    ["one network", without("vpc-us"), "does not apply"],
  ],
});
