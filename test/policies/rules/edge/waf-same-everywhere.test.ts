import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { wafSameEverywhere } from "../../../../policies/rules/edge/waf-same-everywhere";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const closed = (region: string) => withInputs(`open-${region}`, { cidrIpv4: undefined, prefixListId: "pl-4fa04526" });

describeRule(wafSameEverywhere, {
  rows: [
    [
      "fewer rules in one region",
      withInputs("acl-us-east-1", { rules: [] }),
      "fail",
      /without rate, which the one in eu-west-1/,
    ],
    [
      "only the CDN gets in",
      [without("guard-eu-west-1", "guard-us-east-1"), closed("eu-west-1"), closed("us-east-1")],
      "does not apply",
    ],
    ["internal balancers", [without("guard-us-east-1"), withInputs("balancer-us-east-1", { internal: true })], "pass"],
    [
      "a CDN without",
      withMore({ type: TYPES.distribution, name: "cdn", inputs: { enabled: true } }),
      "fail",
      /without a web ACL/,
    ],
    ["a CDN that is off", withMore({ type: TYPES.distribution, name: "cdn", inputs: { enabled: false } }), "pass"],
    [
      "a CDN with one that is not known yet",
      withMore({ type: TYPES.distribution, name: "cdn", inputs: { webAclId: UNKNOWN } }),
      "pass",
    ],
    [
      "a CDN with another region's",
      withMore({ type: TYPES.distribution, name: "cdn", inputs: { webAclId: ref("acl-eu-west-1") } }),
      "fail",
      /in eu-west-1/,
    ],
    ["rules that are not known", withInputs("acl-us-east-1", { rules: UNKNOWN }), "unknown"],
    ["who gets in is not known", withInputs("open-us-east-1", { cidrIpv4: UNKNOWN }), "unknown"],
  ],
});
