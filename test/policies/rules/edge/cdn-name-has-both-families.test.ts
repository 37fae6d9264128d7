import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, without } from "../../../../policies/change-sample";
import { cdnNameHasBothFamilies } from "../../../../policies/rules/edge/cdn-name-has-both-families";
import { describeRule } from "../../support";

describeRule(cdnNameHasBothFamilies, {
  rows: [
    ["IPv6 only", without("name-A"), "fail", /no A record for shop.example.com/],
    [
      "a distribution without IPv6",
      [without("name-AAAA"), withInputs("cdn", { isIpv6Enabled: false })],
      "does not apply",
    ],
    ["no name in Route 53", without("name-A", "name-AAAA"), "does not apply"],
    ["a name that is not known", withInputs("name-A", { name: UNKNOWN }), "unknown"],
    ["names of two kinds", withInputs("name-AAAA", { name: "www.example.com" }), "fail"],
  ],
});
