import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { identityIsUsed } from "../../../../policies/rules/k8s/identity-is-used";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const gone = without("autoscaler");

describeRule(identityIsUsed, {
  rows: [
    ["an account that was made elsewhere", [gone, without("account")], "does not apply"],
    [
      "an account of another namespace",
      [gone, withInputs("account", { metadata: { name: "cluster-autoscaler" } })],
      "does not apply",
    ],
    [
      "a kind of its own that names the account",
      [
        gone,
        withMore({
          type: "kubernetes:example.com/v1:Runner",
          name: "runner",
          inputs: { spec: { serviceAccountName: "cluster-autoscaler" } },
        }),
      ],
      "pass",
    ],
    [
      "a budget for its pods, and no pods",
      [
        gone,
        withMore({
          type: TYPES.disruptionBudget,
          name: "budget",
          inputs: { spec: { selector: { matchLabels: { app: "cluster-autoscaler" } } } },
        }),
      ],
      "fail",
      /service account cluster-autoscaler, and there are none/,
    ],
    ["what a chart may bring", [gone, withMore({ type: "kubernetes:helm.sh/v3:Release", name: "chart" })], "unknown"],
    ["a spec that is not known", withInputs("autoscaler", { spec: UNKNOWN }), "pass"],
    ["an account that is not known", withInputs("identity", { serviceAccount: UNKNOWN }), "unknown"],
  ],
});
