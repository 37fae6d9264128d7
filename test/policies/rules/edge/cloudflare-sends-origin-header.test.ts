import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { cloudflareSendsOriginHeader } from "../../../../policies/rules/edge/cloudflare-sends-origin-header";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const forward = (name: string, conditions: readonly unknown[]) =>
  withMore({
    type: TYPES.listenerRule,
    name,
    inputs: { listenerArn: ref("https"), actions: [{ type: "forward" }], conditions },
  });
const headers = (value: unknown) =>
  withInputs("header", { rules: [{ action: "rewrite", actionParameters: { headers: value } }] });

describeRule(cloudflareSendsOriginHeader, {
  rows: [
    ["another header", headers({ "X-Other": { operation: "set", value: "1" } }), "fail", /carries x-origin/],
    ["as older versions write it", headers([{ name: "x-origin", operation: "set", value: "1" }]), "pass"],
    ["another phase", withInputs("header", { phase: "http_response_headers_transform" }), "fail"],
    ["another zone's rules", withInputs("header", { zoneId: "z2" }), "fail"],
    ["a check's path that needs none", forward("check", [{ pathPattern: { values: ["/healthz"] } }]), "pass"],
    [
      "a way in without it",
      [without("header"), forward("open", [{ pathPattern: { values: ["/*"] } }])],
      "does not apply",
    ],
    [
      "a listener that answers the rest",
      [without("header"), withInputs("https", { defaultActions: [{ type: "forward" }] })],
      "does not apply",
    ],
    [
      "a header that browsers send",
      [
        without("header"),
        withInputs("pages", { conditions: [{ httpHeader: { httpHeaderName: "User-Agent", values: ["*"] } }] }),
      ],
      "does not apply",
    ],
    ["a record that is not proxied", withInputs("name", { proxied: false }), "does not apply"],
    [
      "a balancer's pools",
      [
        without("name", "header"),
        withMore(
          { type: TYPES.cloudflarePool, name: "pool", inputs: { origins: [{ address: "origin.example.com" }] } },
          {
            type: TYPES.cloudflareLoadBalancer,
            name: "balancer",
            inputs: { zoneId: "z1", name: "www.example.com", defaultPools: [ref("pool")] },
          },
        ),
      ],
      "fail",
    ],
    [
      "an origin that can't be followed",
      [without("header"), withInputs("name", { content: "a.example.net" })],
      "does not apply",
    ],
    ["not known", headers(UNKNOWN), "unknown"],
  ],
});
