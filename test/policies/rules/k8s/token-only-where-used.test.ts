import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore } from "../../../../policies/change-sample";
import { CLUSTER_ROLE_BINDING, ROLE_BINDING } from "../../../../policies/facts/accounts";
import { tokenOnlyWhereUsed } from "../../../../policies/rules/k8s/token-only-where-used";
import { workloadSpec } from "../../../../policies/samples/kubernetes";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const withPod = (pod: Readonly<Record<string, unknown>>) => withInputs("shop", workloadSpec(pod));
const account = (inputs: Readonly<Record<string, unknown>> = {}) =>
  withMore({
    type: TYPES.serviceAccount,
    name: "account",
    inputs: { metadata: { name: "shop", namespace: "services" }, ...inputs },
  });
const binding = (subject: Readonly<Record<string, unknown>>, type = ROLE_BINDING) =>
  withMore({
    type,
    name: "binding",
    inputs: {
      metadata: { name: "shop", namespace: "services" },
      roleRef: { kind: "ClusterRole", name: "view" },
      subjects: [subject],
    },
  });
const asShop = withPod({ serviceAccountName: "shop" });
const shop = { kind: "ServiceAccount", name: "shop", namespace: "services" };

describeRule(tokenOnlyWhereUsed, {
  rows: [
    ["nothing written", withPod({}), "fail", /by its account default/],
    ["its account says no", [asShop, account({ automountServiceAccountToken: false })], "pass"],
    [
      "the pod's word wins over its account's",
      [
        withPod({ serviceAccountName: "shop", automountServiceAccountToken: true }),
        account({ automountServiceAccountToken: false }),
      ],
      "fail",
      /by its account shop/,
    ],
    ["an account with rights", [asShop, account(), binding(shop)], "does not apply"],
    [
      "an account with rights in the cluster",
      [asShop, account(), binding(shop, CLUSTER_ROLE_BINDING)],
      "does not apply",
    ],
    ["another account's rights", [asShop, account(), binding({ ...shop, name: "other" })], "fail"],
    ["another namespace's rights", [asShop, account(), binding({ ...shop, namespace: "other" })], "fail"],
    [
      "rights of all accounts of the namespace",
      [asShop, account(), binding({ kind: "Group", name: "system:serviceaccounts:services" })],
      "does not apply",
    ],
    ["an account that was made elsewhere", asShop, "unknown", /rights of the service account shop/],
    ["an account that is not known", withPod({ serviceAccountName: UNKNOWN }), "unknown"],
    ["not known", withPod({ automountServiceAccountToken: UNKNOWN }), "unknown", /automountServiceAccountToken/],
  ],
});
