import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { cloudflareZoneStrict } from "../../../../policies/rules/edge/cloudflare-zone-strict";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const record = (over: Readonly<Record<string, unknown>>) =>
  withMore({
    type: TYPES.cloudflareRecord,
    name: "record",
    inputs: { zoneId: "0123456789abcdef0123456789abcdef", type: "CNAME", proxied: true, ...over },
  });

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
    ["a proxied record", [without("front"), record({})], "pass"],
    ["a proxied record and a lax mode", [without("front", "ssl"), record({})], "fail", /ssl is left to/],
    ["a record that is not proxied", [without("front"), record({ proxied: false })], "does not apply"],
    [
      "a record in a zone that others look after",
      [without("front"), record({ zoneId: "other" })],
      "unknown",
      /settings/,
    ],
  ],
});
