import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, without } from "../../../../policies/change-sample";
import { cloudflareNameNotShadowed } from "../../../../policies/rules/edge/cloudflare-name-not-shadowed";
import { describeRule } from "../../support";

describeRule(cloudflareNameNotShadowed, {
  rows: [
    ["compared without case", withInputs("record", { name: "WWW.Example.com" }), "fail", /name of the record record/],
    ["a text record of the same name", withInputs("record", { name: "www.example.com", type: "TXT" }), "pass"],
    ["a wildcard record", withInputs("record", { name: "*.example.com" }), "pass"],
    ["a TTL that proxying ignores", withInputs("balancer", { ttl: 30 }), "fail", /TTL of 30 s/],
    ["a TTL without proxying", withInputs("balancer", { ttl: 30, proxied: undefined }), "pass"],
    ["a name that is not known", withInputs("record", { name: UNKNOWN }), "unknown"],
    ["no balancer", without("balancer"), "does not apply"],
  ],
});
