import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, without } from "../../../../policies/change-sample";
import { originOnlyFromEdge } from "../../../../policies/rules/sec/origin-only-from-edge";
import { describeRule } from "../../support";

describeRule(originOnlyFromEdge, {
  rows: [
    [
      "open, but what lacks the header is refused",
      [
        withInputs("from-edge", { prefixListId: undefined, cidrIpv4: "0.0.0.0/0" }),
        withInputs("https", { defaultActions: [{ type: "fixed-response" }] }),
      ],
      "pass",
    ],
    ["no CDN asks it", without("cdn"), "does not apply"],
    ["inside the network", withInputs("entry", { internal: true }), "does not apply"],
    ["a door that is not known", withInputs("from-edge", { prefixListId: undefined, cidrIpv4: UNKNOWN }), "unknown"],
  ],
});
