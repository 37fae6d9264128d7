import { UNKNOWN } from "../../../../blueprints/graph/values";
import { declaring, withInputs } from "../../../../policies/change-sample";
import { acceleratedRecovery } from "../../../../policies/rules/edge/accelerated-recovery";
import { describeRule } from "../../support";

describeRule(acceleratedRecovery, {
  rows: [
    [
      "absent means off",
      withInputs("zone", { enableAcceleratedRecovery: undefined }),
      "fail",
      /no accelerated recovery/,
    ],
    ["an objective under its hour", declaring({ rtoSeconds: 3599 }), "fail", /60 min/],
    ["exactly an hour", declaring({ rtoSeconds: 3600 }), "pass"],
    ["nothing declared", declaring({ rtoSeconds: undefined as never }), "unknown"],
    ["a check moves the record", withInputs("by-hand", { healthCheckId: "abc" }), "does not apply"],
    [
      "a failover without a check",
      withInputs("by-hand", { weightedRoutingPolicies: undefined, failoverRoutingPolicies: [{ type: "PRIMARY" }] }),
      "pass",
    ],
    ["no routed record", withInputs("by-hand", { weightedRoutingPolicies: undefined }), "does not apply"],
    ["a private zone", withInputs("zone", { vpcs: [{ vpcId: "vpc-1" }] }), "does not apply"],
    ["not known", withInputs("zone", { enableAcceleratedRecovery: UNKNOWN }), "unknown"],
  ],
});
