import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { namespaceDeniesByDefault } from "../../../../policies/rules/k8s/namespace-denies-by-default";
import { describeRule } from "../../support";

const spec = (over: Readonly<Record<string, unknown>>) =>
  withInputs("deny", { spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"], ...over } });

describeRule(namespaceDeniesByDefault, {
  rows: [
    ["ingress only", spec({ policyTypes: ["Ingress"] }), "fail", /holds back egress$/],
    ["no types: ingress only", spec({ policyTypes: undefined }), "fail", /holds back egress$/],
    ["some pods only", spec({ podSelector: { matchLabels: { app: "shop" } } }), "fail", /ingress and egress/],
    ["another namespace", withInputs("deny", { metadata: { namespace: "default" } }), "fail", /namespace services/],
    ["types that are not known", spec({ policyTypes: UNKNOWN }), "unknown", /policyTypes of deny/],
    [
      "what a chart may bring",
      [without("deny"), withMore({ type: "kubernetes:helm.sh/v3:Release", name: "chart" })],
      "unknown",
    ],
    ["what belongs to the cluster", withInputs("shop", { metadata: { namespace: "kube-system" } }), "does not apply"],
  ],
});
