import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { spreadMatchesNodes } from "../../../../policies/rules/k8s/spread-matches-nodes";
import { ref } from "../../../../policies/sample";
import { autoscalerSpec, nodeGroup, workloadSpec, zoneSpread } from "../../../../policies/samples/kubernetes";
import { describeRule } from "../../support";

describeRule(spreadMatchesNodes, {
  rows: [
    [
      "over nodes, not zones",
      withInputs(
        "shop",
        workloadSpec({ topologySpreadConstraints: [{ ...zoneSpread, topologyKey: "kubernetes.io/hostname" }] }),
      ),
      "fail",
      /no topology spread/,
    ],
    [
      "a constraint that counts other pods",
      withInputs(
        "shop",
        workloadSpec({
          topologySpreadConstraints: [{ ...zoneSpread, labelSelector: { matchLabels: { app: "other" } } }],
        }),
      ),
      "fail",
      /its own pods/,
    ],
    [
      "a constraint without a selector counts none",
      withInputs("shop", workloadSpec({ topologySpreadConstraints: [{ ...zoneSpread, labelSelector: undefined }] })),
      "fail",
    ],
    [
      "kept apart by zone",
      withInputs(
        "shop",
        workloadSpec({
          topologySpreadConstraints: undefined,
          affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [zoneSpread] } },
        }),
      ),
      "pass",
    ],
    [
      "preferably apart by zone",
      withInputs(
        "shop",
        workloadSpec({
          topologySpreadConstraints: undefined,
          affinity: {
            podAntiAffinity: {
              preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: zoneSpread }],
            },
          },
        }),
      ),
      "pass",
    ],
    [
      "nodes in two zones",
      withInputs("nodes", { subnetIds: [ref("subnet-a"), ref("subnet-b")] }),
      "fail",
      /2 .*needs 3/,
    ],
    [
      "a second group in the third zone",
      [
        withInputs("nodes", { subnetIds: [ref("subnet-a"), ref("subnet-b")] }),
        withMore(nodeGroup("more", { subnetIds: [ref("subnet-c")] })),
      ],
      "pass",
    ],
    [
      "one pod is not asked",
      withInputs("shop-scaling", autoscalerSpec({ minReplicas: 1, maxReplicas: 1 })),
      "does not apply",
    ],
    ["node groups that were not read", without("nodes"), "unknown", /node groups of cluster/],
    ["a cluster that was not read", without("nodes", "cluster"), "unknown", /the EKS cluster/],
    ["a zone that is not known", withInputs("subnet-a", { availabilityZone: UNKNOWN }), "unknown"],
  ],
});
