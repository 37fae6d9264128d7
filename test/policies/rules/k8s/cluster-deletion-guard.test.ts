import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, without } from "../../../../policies/change-sample";
import { clusterDeletionGuard } from "../../../../policies/rules/k8s/cluster-deletion-guard";
import { describeRule } from "../../support";

describeRule(clusterDeletionGuard, {
  rows: [
    ["switched off", withInputs("services", { deletionProtection: false }), "fail", /deletion protection is off/],
    ["as a state writes it", withInputs("services", { deletionProtection: "true" }), "pass"],
    ["not known", withInputs("services", { deletionProtection: UNKNOWN }), "unknown", /deletionProtection/],
    ["no cluster", without("services"), "does not apply"],
  ],
});
