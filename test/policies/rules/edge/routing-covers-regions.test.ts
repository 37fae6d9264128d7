import { UNKNOWN } from "../../../../blueprints/graph/values";
import { declaring, withInputs, withMore, without } from "../../../../policies/change-sample";
import { routingCoversRegions } from "../../../../policies/rules/edge/routing-covers-regions";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const weighted = { latencyRoutingPolicies: undefined, weightedRoutingPolicies: [{ weight: 50 }] };
const toEurope = { aliases: [{ name: ref("balancer-eu-west-1") }] };
const place = (country: string) => ({ latencyRoutingPolicies: undefined, geolocationRoutingPolicies: [{ country }] });

describeRule(routingCoversRegions, {
  rows: [
    ["both members lead to one region", withInputs("record-us-east-1", toEurope), "fail", /not to us-east-1/],
    [
      "weights over both regions",
      [withInputs("record-eu-west-1", weighted), withInputs("record-us-east-1", weighted)],
      "pass",
    ],
    [
      "weights inside one region are no routing between regions",
      [withInputs("record-eu-west-1", weighted), withInputs("record-us-east-1", { ...weighted, ...toEurope })],
      "does not apply",
    ],
    [
      "places without a default",
      [withInputs("record-eu-west-1", place("DE")), withInputs("record-us-east-1", place("US"))],
      "fail",
      /no default/,
    ],
    [
      "places with a default",
      [withInputs("record-eu-west-1", place("DE")), withInputs("record-us-east-1", place("*"))],
      "pass",
    ],
    [
      "no record for the primary, which others lead to as well",
      [
        declaring({ primary: "eu-west-1" }),
        without("record-eu-west-1"),
        withInputs("record-us-east-1", {
          aliases: [{ name: ref("balancer-us-east-1") }, { name: ref("balancer-eu-west-1") }],
        }),
      ],
      "fail",
      /no record for eu-west-1/,
    ],
    ["one region", declaring({ regions: ["eu-west-1"] }), "does not apply"],
    ["nothing declared", declaring({ regions: undefined as never }), "unknown", /regions/],
    [
      "a region that was not read",
      without("record-us-east-1", "balancer-us-east-1"),
      "unknown",
      /us-east-1 was not read/,
    ],
    ["a target that can't be followed", withInputs("record-us-east-1", { aliases: [{ name: UNKNOWN }] }), "unknown"],
    [
      "an accelerator with one endpoint group",
      withMore({
        type: TYPES.acceleratorEndpoints,
        name: "endpoints",
        inputs: { listenerArn: "l", endpointGroupRegion: "eu-west-1" },
      }),
      "fail",
      /endpoint groups lead to eu-west-1, not to us-east-1/,
    ],
    [
      "a Cloudflare balancer whose pools lead to both",
      withMore(
        { type: TYPES.cloudflarePool, name: "pool", inputs: { origins: [{ address: "www.example.com" }] } },
        { type: TYPES.cloudflareLoadBalancer, name: "cloudflare", inputs: { defaultPools: [ref("pool")] } },
      ),
      "pass",
    ],
    [
      "a Cloudflare balancer whose pool leads to one",
      withMore(
        {
          type: TYPES.cloudflarePool,
          name: "pool",
          inputs: { origins: [{ address: "x.eu-west-1.elb.amazonaws.com" }] },
        },
        { type: TYPES.cloudflareLoadBalancer, name: "cloudflare", inputs: { defaultPools: [ref("pool")] } },
      ),
      "fail",
      /pools lead to eu-west-1/,
    ],
  ],
});
