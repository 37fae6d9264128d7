import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, without } from "../../../../policies/change-sample";
import { cloudflareZoneStrict } from "../../../../policies/rules/edge/cloudflare-zone-strict";
import { describeRule } from "../../support";

describeRule(cloudflareZoneStrict, {
  rows: [
    ["a lax mode", withInputs("ssl", { value: "flexible" }), "fail", /ssl is flexible/],
    ["TLS 1.3 only", withInputs("min_tls_version", { value: "1.3" }), "pass"],
    [
      "guessed types",
      withInputs("security_header", { value: { strict_transport_security: { enabled: true, nosniff: false } } }),
      "fail",
      /security_header is false/,
    ],
    ["no limit of requests", without("http_ratelimit"), "fail", /http_ratelimit/],
    ["another zone's settings", withInputs("always_use_https", { zoneId: "other" }), "fail", /always_use_https/],
    ["not known", withInputs("ssl", { value: UNKNOWN }), "unknown"],
    ["no traffic through Cloudflare", without("front"), "does not apply"],
  ],
});
