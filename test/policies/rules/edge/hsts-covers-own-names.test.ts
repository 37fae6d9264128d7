import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { hstsCoversOwnNames } from "../../../../policies/rules/edge/hsts-covers-own-names";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const strict = (include_subdomains: unknown, enabled: unknown = true) =>
  withInputs("header", { value: { strict_transport_security: { enabled, include_subdomains } } });
const zone = [
  withMore({ type: TYPES.cloudflareZone, name: "zone" }),
  withInputs("header", { zoneId: ref("zone") }),
  withInputs("delegation", { zoneId: ref("zone") }),
];

describeRule(hstsCoversOwnNames, {
  rows: [
    [
      "a name that is not proxied",
      [strict(true), withInputs("delegation", { type: "A", proxied: false })],
      "fail",
      /legacy\.example\.com, which Cloudflare does not answer/,
    ],
    ["a zone of one's own", [...zone, strict(true), without("delegation")], "pass"],
    ["a zone of one's own with a name elsewhere", [...zone, strict(true)], "fail"],
    ["all names proxied", [...zone, strict(true), withInputs("delegation", { type: "A", proxied: true })], "pass"],
    ["a zone that is made elsewhere", [strict(true), without("delegation")], "unknown", /other names/],
    ["another zone's names", [strict(true), withInputs("delegation", { zoneId: "z2" })], "unknown"],
    ["nothing promised", strict(true, false), "does not apply"],
    ["another setting", withInputs("header", { settingId: "ssl" }), "does not apply"],
    ["not known", strict(UNKNOWN), "unknown", /include_subdomains/],
  ],
});
