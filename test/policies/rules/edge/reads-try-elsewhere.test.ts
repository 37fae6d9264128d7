import { UNKNOWN } from "../../../../blueprints/graph/values";
import { type Change, declaring, withInputs, withMore, without } from "../../../../policies/change-sample";
import { readsTryElsewhere } from "../../../../policies/rules/edge/reads-try-elsewhere";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const alone = (more: object = {}) =>
  withInputs("cdn", { defaultCacheBehavior: { targetOriginId: "nearest", ...more } });

/** Cloudflare before a name whose records lead to balancers in two regions. */
const cloudflare = (more: object = {}): readonly Change[] => [
  without("cdn"),
  withMore({
    type: TYPES.cloudflareRecord,
    name: "people",
    inputs: {
      zoneId: "z",
      name: "app.example.com",
      type: "CNAME",
      content: "origin.example.com",
      proxied: true,
      ...more,
    },
  }),
  ...["eu-west-1", "us-east-1"].map((region) =>
    withMore(
      { type: TYPES.loadBalancer, name: `balancer-${region}`, region },
      {
        type: TYPES.record,
        name: `record-${region}`,
        region,
        inputs: {
          name: "origin.example.com",
          type: "A",
          setIdentifier: region,
          latencyRoutingPolicies: [{ region }],
          aliases: [{ name: ref(`balancer-${region}`), evaluateTargetHealth: true }],
        },
      },
    ),
  ),
];

describeRule(readsTryElsewhere, {
  rows: [
    ["one origin", alone(), "fail", /asks nearest alone for \*/],
    [
      "another path with one origin",
      withInputs("cdn", { orderedCacheBehaviors: [{ pathPattern: "/api/*", targetOriginId: "nearest" }] }),
      "fail",
      /for \/api\/\*/,
    ],
    [
      "a function that chooses a group",
      [
        alone({ functionAssociations: [{ eventType: "viewer-request", functionArn: ref("choose") }] }),
        withMore({
          type: TYPES.edgeFunction,
          name: "choose",
          inputs: { code: "cf.createRequestOriginGroup({ originIds: [] })" },
        }),
      ],
      "pass",
    ],
    [
      "a function that does something else",
      [
        alone({ functionAssociations: [{ eventType: "viewer-request", functionArn: ref("choose") }] }),
        withMore({ type: TYPES.edgeFunction, name: "choose", inputs: { code: "return event.request" } }),
      ],
      "fail",
    ],
    [
      "an origin that is not known",
      withInputs("cdn", { defaultCacheBehavior: { targetOriginId: UNKNOWN } }),
      "unknown",
    ],
    ["switched off", [alone(), withInputs("cdn", { enabled: false })], "does not apply"],
    ["a region that only waits", [alone(), declaring({ routing: "active-passive" })], "does not apply"],
    ["one region", [alone(), declaring({ regions: ["eu-west-1"] })], "does not apply"],
    ["no manifest", [alone(), declaring({ routing: undefined } as never)], "does not apply"],
    ["Cloudflare before one name", cloudflare(), "fail", /leads to origin\.example\.com alone/],
    [
      "Cloudflare's balancer",
      [
        ...cloudflare(),
        without("people"),
        withMore({ type: TYPES.cloudflareLoadBalancer, name: "balancer", inputs: { zoneId: "z", defaultPools: [] } }),
      ],
      "pass",
    ],
    ["a record that Cloudflare only answers for", cloudflare({ proxied: false }), "does not apply"],
    ["a name that leads nowhere that was read", cloudflare({ content: "other.example.net" }), "does not apply"],
  ],
});
