import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withMore, without } from "../../../../policies/change-sample";
import { proxyHasTarget } from "../../../../policies/rules/db/proxy-has-target";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const group = (more = {}) =>
  withMore({ type: TYPES.dbProxyTargetGroup, name: "group", inputs: { dbProxyName: ref("proxy"), ...more } });

describeRule(proxyHasTarget, {
  rows: [
    ["a group without members", [without("target"), group()], "fail", /has no target/],
    ["a group that names its cluster", [without("target"), group({ dbClusterIdentifiers: [ref("orders")] })], "pass"],
    [
      "a target that may be of this proxy",
      [without("target"), withMore({ type: TYPES.dbProxyTarget, name: "stray", inputs: { dbProxyName: UNKNOWN } })],
      "unknown",
      /stray/,
    ],
    ["no proxy", without("proxy", "target"), "does not apply"],
  ],
});
