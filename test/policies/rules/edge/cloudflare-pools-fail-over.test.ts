import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { cloudflarePoolsFailOver } from "../../../../policies/rules/edge/cloudflare-pools-fail-over";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

describeRule(cloudflarePoolsFailOver, {
  rows: [
    [
      "one pool",
      withInputs("balancer", { defaultPools: [ref("pool-us-east-1")] }),
      "fail",
      /1 enabled pool in us-east-1/,
    ],
    [
      "one pool that is its own fallback",
      withInputs("balancer", { defaultPools: [ref("pool-us-east-1")] }),
      "fail",
      /very pool/,
    ],
    ["a pool that is disabled", withInputs("pool-eu-west-1", { enabled: false }), "fail", /1 enabled pool/],
    [
      "both pools in one region",
      withInputs("pool-eu-west-1", { origins: [{ address: "b.us-east-1.elb.amazonaws.com" }] }),
      "fail",
      /2 enabled pools in us-east-1/,
    ],
    [
      "a disabled fallback",
      [
        withMore({ type: TYPES.cloudflarePool, name: "off", inputs: { enabled: false } }),
        withInputs("balancer", { fallbackPool: ref("off") }),
      ],
      "fail",
      /disabled/,
    ],
    [
      "an origin that can't be followed",
      withInputs("pool-eu-west-1", { origins: [{ address: "app.example.net" }] }),
      "unknown",
      /app.example.net/,
    ],
    ["a pool that was not read", withInputs("balancer", { defaultPools: ["p1", "p2"] }), "unknown"],
    ["a balancer that is off", withInputs("balancer", { enabled: false }), "does not apply"],
    ["one region", without("vpc-us"), "does not apply"],
  ],
});
