import { UNKNOWN } from "../../../../blueprints/graph/values";
import { declaring, withInputs, without } from "../../../../policies/change-sample";
import { failoverPairComplete } from "../../../../policies/rules/edge/failover-pair-complete";
import { ref } from "../../../../policies/sample";
import { describeRule } from "../../support";

describeRule(failoverPairComplete, {
  rows: [
    ["no primary", without("record-eu-west-1"), "fail", /0 PRIMARY/],
    [
      "two primaries",
      withInputs("record-us-east-1", { failoverRoutingPolicies: [{ type: "PRIMARY" }] }),
      "fail",
      /2 PRIMARY/,
    ],
    [
      "both in one region",
      withInputs("record-us-east-1", { aliases: [{ name: ref("balancer-eu-west-1") }] }),
      "fail",
      /eu-west-1 to eu-west-1/,
    ],
    [
      "another record type is a set of its own",
      withInputs("record-us-east-1", { type: "AAAA" }),
      "fail",
      /\(A\) has 0 SECONDARY/,
    ],
    [
      "names are compared without case and last dot",
      withInputs("record-us-east-1", { name: "WWW.example.com." }),
      "pass",
    ],
    [
      "a CNAME to a host that says its region",
      withInputs("record-us-east-1", { aliases: undefined, records: ["x.us-east-1.elb.amazonaws.com"] }),
      "pass",
    ],
    [
      "a target that can't be followed",
      withInputs("record-us-east-1", { aliases: [{ name: UNKNOWN }] }),
      "unknown",
      /record-us-east-1/,
    ],
    [
      "the other region was not read",
      without("record-us-east-1", "balancer-us-east-1"),
      "unknown",
      /us-east-1 was not read/,
    ],
    [
      "one region of a stranger's",
      [without("record-us-east-1", "balancer-us-east-1"), declaring({ regions: undefined as never })],
      "unknown",
      /only one region/,
    ],
    [
      "simple records",
      [
        withInputs("record-us-east-1", { failoverRoutingPolicies: undefined }),
        withInputs("record-eu-west-1", { failoverRoutingPolicies: undefined }),
      ],
      "does not apply",
    ],
  ],
});
