import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, without } from "../../../../policies/change-sample";
import { clusterHasAdmin } from "../../../../policies/rules/k8s/cluster-has-admin";
import { describeRule } from "../../support";

const rights = (bootstrapClusterCreatorAdminPermissions: unknown) =>
  withInputs("services", { accessConfig: { bootstrapClusterCreatorAdminPermissions } });

describeRule(clusterHasAdmin, {
  rows: [
    [
      "nothing written: the creator has rights",
      [withInputs("services", { accessConfig: undefined }), without("operators")],
      "pass",
    ],
    ["the creator's rights", [rights(true), without("operators")], "pass"],
    ["nobody's", [rights(false), without("operators")], "fail", /answers nobody/],
    ["not known", rights(UNKNOWN), "unknown", /bootstrapClusterCreatorAdminPermissions/],
    [
      "an entry of some cluster",
      [rights(false), withInputs("operators", { clusterName: UNKNOWN })],
      "unknown",
      /clusterName of operators/,
    ],
  ],
});
