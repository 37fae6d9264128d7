import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { namedObjectsExist } from "../../../../policies/rules/k8s/named-objects-exist";
import { ref } from "../../../../policies/sample";
import { container, workloadSpec } from "../../../../policies/samples/kubernetes";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const withPod = (pod: Readonly<Record<string, unknown>>) =>
  withInputs("shop", workloadSpec({ serviceAccountName: "shop", ...pod }));
const reads = (name: string, more: Readonly<Record<string, unknown>> = {}) =>
  withPod({ containers: [container({ envFrom: [{ configMapRef: { name, ...more } }] })] });
const chart = withMore({ type: "kubernetes:helm.sh/v3:Release", name: "chart" });

describeRule(namedObjectsExist, {
  rows: [
    ["no namespace", without("services"), "fail", /namespace services, which nothing makes/],
    [
      "the cluster's own namespace",
      [without("services", "shop-account"), withInputs("shop", { metadata: {}, ...workloadSpec() })],
      "pass",
    ],
    ["the account that each namespace has", [without("shop-account"), withInputs("shop", workloadSpec())], "pass"],
    [
      "an account of another namespace",
      withInputs("shop-account", { metadata: { name: "shop", namespace: "other" } }),
      "fail",
      /service account shop, which nothing makes/,
    ],
    ["the account by reference", withPod({ serviceAccountName: ref("shop-account") }), "pass"],
    ["an account that is not known", withPod({ serviceAccountName: UNKNOWN }), "unknown"],
    ["a configuration that nothing makes", reads("settings"), "fail", /configuration settings/],
    [
      "a configuration",
      [
        reads("settings"),
        withMore({
          type: TYPES.configMap,
          name: "settings",
          inputs: { metadata: { name: "settings", namespace: "services" } },
        }),
      ],
      "pass",
    ],
    ["a configuration that need not be there", reads("settings", { optional: true }), "pass"],
    ["what Kubernetes makes itself", reads("kube-root-ca.crt"), "pass"],
    ["what a chart may bring", [without("shop-account"), chart], "unknown", /a chart may bring/],
    ["manifests without their cluster", [without("shop-account", "cluster", "nodes")], "does not apply"],
  ],
});
