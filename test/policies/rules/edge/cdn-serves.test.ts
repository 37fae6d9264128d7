import { UNKNOWN } from "../../../../blueprints/graph/values";
import { type Change, changed, withInputs, withMore, without } from "../../../../policies/change-sample";
import { cdnServes } from "../../../../policies/rules/edge/cdn-serves";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const noIpv6 = withInputs("cdn", { isIpv6Enabled: undefined });

/** A function runs before each request. */
const running =
  (inputs: Record<string, unknown>): Change =>
  (sample) =>
    changed(
      sample,
      withMore({ type: TYPES.edgeFunction, name: "router", inputs }),
      withInputs("cdn", { defaultCacheBehavior: { functionAssociations: [{ functionArn: ref("router") }] } }),
    );

describeRule(cdnServes, {
  rows: [
    ["no IPv6", noIpv6, "fail", /AAAA/],
    ["no IPv6, and no AAAA record", [noIpv6, withInputs("name", { type: "A" })], "pass"],
    ["IPv6 that is not known", withInputs("cdn", { isIpv6Enabled: UNKNOWN }), "unknown"],
    ["a function that is not published", running({ publish: false }), "fail", /runs router, which is never published/],
    ["a function that is, by default", running({}), "pass"],
    ["a function of which it is not known", running({ publish: UNKNOWN }), "unknown", /publish of router/],
    ["no names", without("name"), "does not apply"],
  ],
});
