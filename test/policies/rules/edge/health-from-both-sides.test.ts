import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore } from "../../../../policies/change-sample";
import { healthFromBothSides } from "../../../../policies/rules/edge/health-from-both-sides";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const alias = (evaluateTargetHealth: unknown) =>
  withInputs("www", { aliases: [{ name: ref("balancer"), evaluateTargetHealth }] });
const lastResort = withInputs("www", {
  latencyRoutingPolicies: undefined,
  failoverRoutingPolicies: [{ type: "SECONDARY" }],
  healthCheckId: undefined,
});
const above = withMore({
  type: TYPES.record,
  name: "above",
  inputs: {
    name: "all.example.com",
    type: "A",
    setIdentifier: "eu",
    latencyRoutingPolicies: [{ region: "eu-west-1" }],
    healthCheckId: ref("check"),
    aliases: [{ name: "www.example.com", evaluateTargetHealth: true }],
  },
});

describeRule(healthFromBothSides, {
  rows: [
    ["from outside only", alias(false), "fail", /does not ask what it leads to/],
    ["not known", alias(UNKNOWN), "unknown"],
    ["a simple record", withInputs("www", { latencyRoutingPolicies: undefined }), "does not apply"],
    ["addresses", withInputs("www", { aliases: undefined, records: ["192.0.2.1"] }), "does not apply"],
    ["the last resort", lastResort, "does not apply"],
    ["a last resort that others take their health from", [lastResort, above], "pass"],
    ["that one, blind", [lastResort, above, alias(false)], "fail"],
    [
      "a distribution, whose health nobody can ask",
      [
        withMore({ type: TYPES.distribution, name: "cdn" }),
        withInputs("www", { aliases: [{ name: ref("cdn"), evaluateTargetHealth: false }] }),
      ],
      "does not apply",
    ],
  ],
});
