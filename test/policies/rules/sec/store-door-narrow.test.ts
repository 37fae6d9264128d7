import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, without } from "../../../../policies/change-sample";
import { storeDoorNarrow } from "../../../../policies/rules/sec/store-door-narrow";
import { describeRule } from "../../support";

const range = (more: Record<string, unknown>) =>
  withInputs("from-app", { referencedSecurityGroupId: undefined, ...more });

describeRule(storeDoorNarrow, {
  rows: [
    ["a range of its own", range({ cidrIpv4: "10.0.0.0/16" }), "pass"],
    ["everybody by IPv6", range({ cidrIpv6: "::/0" }), "fail", /lets everybody in through store/],
    [
      "everybody, written in the group",
      withInputs("store", { ingress: [{ protocol: "-1", cidrBlocks: ["0.0.0.0/0"] }] }),
      "fail",
    ],
    ["a range that is not known", range({ cidrIpv4: UNKNOWN }), "unknown"],
    [
      "a group that the graph does not show",
      [without("store"), without("from-app"), withInputs("orders", { vpcSecurityGroupIds: ["sg-1"] })],
      "unknown",
    ],
    ["no group written", withInputs("orders", { vpcSecurityGroupIds: undefined }), "does not apply"],
  ],
});
