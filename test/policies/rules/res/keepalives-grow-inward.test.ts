import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, without } from "../../../../policies/change-sample";
import { keepalivesGrowInward } from "../../../../policies/rules/res/keepalives-grow-inward";
import { ref } from "../../../../policies/sample";
import { describeRule } from "../../support";

const origin = (more: Record<string, unknown>) =>
  withInputs("cdn", { origins: [{ originId: "regions", domainName: "origin.example.com", ...more }] });

describeRule(keepalivesGrowInward, {
  rows: [
    ["equal on both sides", withInputs("entry", { idleTimeout: 30 }), "fail", /for 30 s, which closes them after 30 s/],
    [
      "the defaults of both",
      [withInputs("entry", { idleTimeout: undefined }), origin({ customOriginConfig: { httpPort: 80 } })],
      "pass",
    ],
    [
      "a balancer that the origin names itself",
      [without("origin"), origin({ domainName: ref("entry"), customOriginConfig: { originKeepaliveTimeout: 60 } })],
      "fail",
    ],
    ["a bucket", origin({ customOriginConfig: undefined, domainName: "assets.s3.amazonaws.com" }), "does not apply"],
    ["a time that is not known", withInputs("entry", { idleTimeout: UNKNOWN }), "unknown"],
  ],
});
