import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore } from "../../../../policies/change-sample";
import { healthEvaluated } from "../../../../policies/rules/edge/health-evaluated";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const bare = { aliases: undefined, records: ["eu.example.com"], type: "CNAME" };

const above = withMore({
  type: TYPES.record,
  name: "above",
  inputs: {
    name: "all.example.com",
    type: "A",
    setIdentifier: "eu",
    latencyRoutingPolicies: [{ region: "eu-west-1" }],
    aliases: [{ name: "www.example.com", evaluateTargetHealth: true }],
  },
});

describeRule(healthEvaluated, {
  rows: [
    ["no word about health", withInputs("www", { aliases: [{ name: ref("balancer") }] }), "fail", /healthy always/],
    ["a record without alias", withInputs("www", bare), "fail"],
    ["a record with a check", withInputs("www", { ...bare, healthCheckId: UNKNOWN }), "pass"],
    [
      "evaluation that is not known",
      withInputs("www", { aliases: [{ name: ref("balancer"), evaluateTargetHealth: UNKNOWN }] }),
      "unknown",
    ],
    [
      "an API has no health of its own",
      [
        withMore({ type: "aws:apigatewayv2/domainName:DomainName", name: "api" }),
        withInputs("www", { aliases: [{ name: ref("api"), evaluateTargetHealth: true }] }),
      ],
      "fail",
      /api, which has no health/,
    ],
    [
      "a secondary is the last resort",
      withInputs("www", {
        ...bare,
        latencyRoutingPolicies: undefined,
        failoverRoutingPolicies: [{ type: "SECONDARY" }],
      }),
      "does not apply",
    ],
    [
      "a primary is not",
      withInputs("www", { ...bare, latencyRoutingPolicies: undefined, failoverRoutingPolicies: [{ type: "PRIMARY" }] }),
      "fail",
    ],
    [
      "the default place is the last resort",
      withInputs("www", { ...bare, latencyRoutingPolicies: undefined, geolocationRoutingPolicies: [{ country: "*" }] }),
      "does not apply",
    ],
    [
      "a simple record that another takes its health from",
      [withInputs("www", { latencyRoutingPolicies: undefined, aliases: [{ name: ref("balancer") }] }), above],
      "fail",
      /healthy always/,
    ],
    [
      "a simple record that evaluates for another",
      [withInputs("www", { latencyRoutingPolicies: undefined }), above],
      "pass",
    ],
    [
      "a secondary that another takes its health from",
      [
        withInputs("www", {
          ...bare,
          latencyRoutingPolicies: undefined,
          failoverRoutingPolicies: [{ type: "SECONDARY" }],
        }),
        above,
      ],
      "fail",
    ],
    ["a simple record", withInputs("www", { latencyRoutingPolicies: undefined }), "does not apply"],
  ],
});
