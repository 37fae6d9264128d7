import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { proxyHasTarget } from "../../../../policies/rules/db/proxy-has-target";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

describeRule(proxyHasTarget, {
  rows: [
    ["a target without a database", withInputs("target", { dbClusterIdentifier: undefined }), "fail", /has no target/],
    [
      "an instance behind it",
      withInputs("target", { dbClusterIdentifier: undefined, dbInstanceIdentifier: "single" }),
      "pass",
    ],
    [
      "a target that may be of this proxy",
      [without("target"), withMore({ type: TYPES.dbProxyTarget, name: "stray", inputs: { dbProxyName: UNKNOWN } })],
      "unknown",
      /stray/,
    ],
    ["no proxy", without("proxy", "target"), "does not apply"],
  ],
});
