import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, without } from "../../../../policies/change-sample";
import { zoneNamesItsIssuers } from "../../../../policies/rules/edge/zone-names-its-issuers";
import { describeRule } from "../../support";

describeRule(zoneNamesItsIssuers, {
  rows: [
    ["no certificate", without("certificate", "authorities"), "does not apply"],
    [
      "a certificate for another name",
      [withInputs("certificate", { domainName: "www.example.org" }), without("authorities")],
      "does not apply",
    ],
    ["a private zone", [withInputs("zone", { vpcs: [{ vpcId: "vpc-1" }] }), without("authorities")], "does not apply"],
    ["said above the zone", withInputs("zone", { name: "shop.example.com" }), "does not apply"],
    ["said for a name below only", withInputs("authorities", { name: "www.example.com" }), "fail", /every authority/],
    ["a record whose name is not known", withInputs("authorities", { name: UNKNOWN }), "unknown"],
  ],
});
