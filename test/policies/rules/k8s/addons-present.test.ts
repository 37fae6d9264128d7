import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { SECRET_CLASS } from "../../../../policies/facts/secret-volumes";
import { addonsPresent } from "../../../../policies/rules/k8s/addons-present";
import { ref } from "../../../../policies/sample";
import { autoscalerSpec, workloadSpec } from "../../../../policies/samples/kubernetes";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const bare = withInputs("cluster", { bootstrapSelfManagedAddons: false });
const addon = (addonName: string) =>
  withMore({ type: TYPES.eksAddon, name: addonName, inputs: { clusterName: ref("cluster"), addonName } });
const identity = withMore({ type: TYPES.podIdentity, name: "identity", inputs: { clusterName: ref("cluster") } });
const secrets = [
  withInputs(
    "shop",
    workloadSpec({
      volumes: [{ csi: { driver: "secrets-store.csi.k8s.io", volumeAttributes: { secretProviderClass: "shop" } } }],
    }),
  ),
  withMore({
    type: SECRET_CLASS,
    name: "class",
    inputs: { metadata: { name: "shop", namespace: "services" }, spec: { provider: "aws" } },
  }),
];

describeRule(addonsPresent, {
  rows: [
    ["a cluster that installs nothing itself", bare, "fail", /no coredns/],
    ["with all three", [bare, addon("coredns"), addon("kube-proxy")], "pass"],
    ["without the network", [bare, addon("coredns"), addon("kube-proxy"), without("vpc-cni")], "fail", /no vpc-cni/],
    [
      "the network as objects",
      [
        bare,
        addon("coredns"),
        addon("kube-proxy"),
        without("vpc-cni"),
        withMore({ type: TYPES.daemonSet, name: "network", inputs: { metadata: { name: "aws-node" } } }),
      ],
      "pass",
    ],
    ["identities without their agent", identity, "fail", /no eks-pod-identity-agent/],
    ["identities with it", [identity, addon("eks-pod-identity-agent")], "pass"],
    [
      "an add-on's own identity",
      withInputs("vpc-cni", { podIdentityAssociations: [{ serviceAccount: "aws-node" }] }),
      "fail",
      /no eks-pod-identity-agent/,
    ],
    ["metrics that nobody asks for", [without("metrics-server"), without("shop-scaling")], "does not apply"],
    [
      "metrics from outside the cluster",
      [without("metrics-server"), withInputs("shop-scaling", autoscalerSpec({ metrics: [{ type: "External" }] }))],
      "does not apply",
    ],
    ["secrets without their driver", secrets, "fail", /no aws-secrets-store-csi-driver-provider/],
    ["secrets with it", [...secrets, addon("aws-secrets-store-csi-driver-provider")], "pass"],
    [
      "what a chart may bring",
      [without("metrics-server"), withMore({ type: "kubernetes:helm.sh/v3:Release", name: "chart" })],
      "unknown",
    ],
    [
      "Auto Mode",
      [without("metrics-server"), withInputs("cluster", { computeConfig: { enabled: true } })],
      "does not apply",
    ],
    ["add-ons by other means", without("metrics-server", "vpc-cni"), "does not apply"],
    ["a name that is not known", withInputs("metrics-server", { addonName: UNKNOWN }), "unknown", /addonName/],
  ],
});
