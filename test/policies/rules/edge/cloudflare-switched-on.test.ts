import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs } from "../../../../policies/change-sample";
import { cloudflareSwitchedOn } from "../../../../policies/rules/edge/cloudflare-switched-on";
import { describeRule } from "../../support";

describeRule(cloudflareSwitchedOn, {
  rows: [
    ["an origin that is off", withInputs("near", { origins: [{ enabled: false }] }), "fail", /origins\[0\]/],
    ["a balancer that is off", withInputs("front", { enabled: false }), "fail"],
    ["a balancer that is not proxied", withInputs("front", { proxied: undefined }), "fail", /past the CDN/],
    ["nothing written: on", withInputs("near", { enabled: undefined, origins: [{}] }), "pass"],
    ["not known", withInputs("front", { proxied: UNKNOWN }), "unknown"],
  ],
});
