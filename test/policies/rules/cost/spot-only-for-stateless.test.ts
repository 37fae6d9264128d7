import { UNKNOWN } from "../../../../blueprints/graph/values";
import { type Change, withInputs, withMore } from "../../../../policies/change-sample";
import { spotOnlyForStateless } from "../../../../policies/rules/cost/spot-only-for-stateless";
import { ref, type SampleResource } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const share = (instancesDistribution: object | undefined): Change =>
  withInputs("web", {
    mixedInstancesPolicy: {
      launchTemplate: { launchTemplateSpecification: { launchTemplateId: ref("template") } },
      instancesDistribution,
    },
  });
const allSpot = share({ onDemandPercentageAboveBaseCapacity: 0 });
const disk = (deleteOnTermination: unknown) =>
  withInputs("template", { blockDeviceMappings: [{ deviceName: "/dev/sdf", ebs: { deleteOnTermination } }] });

const only =
  (...resources: readonly SampleResource[]): Change =>
  () => ({ resources });
const cluster: SampleResource = { type: TYPES.eksCluster, name: "cluster", inputs: { name: "cluster" } };
const nodes = (name: string, inputs: object): SampleResource => ({
  type: TYPES.eksNodeGroup,
  name,
  inputs: { clusterName: ref("cluster"), ...inputs },
});
const pool = (values: readonly string[]): SampleResource => ({
  type: "kubernetes:karpenter.sh/v1:NodePool",
  name: "pool",
  inputs: { spec: { template: { spec: { requirements: [{ key: "karpenter.sh/capacity-type", values }] } } } },
});
const set = (pod: object = {}): SampleResource => ({
  type: TYPES.statefulSet,
  name: "ledger",
  inputs: { spec: { volumeClaimTemplates: [{}], template: { spec: { ...pod } } } },
});
const spot = nodes("spot", { capacityType: "SPOT" });
const tainted = nodes("spot", { capacityType: "SPOT", taints: [{ key: "spot", effect: "NO_SCHEDULE" }] });
const steady = nodes("steady", {});

describeRule(spotOnlyForStateless, {
  rows: [
    ["no spot", share({ onDemandPercentageAboveBaseCapacity: 100 }), "does not apply"],
    ["no distribution", share(undefined), "does not apply"],
    ["half of it", share({ onDemandPercentageAboveBaseCapacity: 50 }), "pass"],
    ["a share that is not known", share({ onDemandPercentageAboveBaseCapacity: UNKNOWN }), "unknown", /mixedInstances/],
    ["workers without balancer", [allSpot, withInputs("web", { targetGroupArns: undefined })], "pass"],
    [
      "another group serves too",
      [allSpot, withMore({ type: TYPES.group, name: "base", inputs: { targetGroupArns: [ref("targets")] } })],
      "pass",
    ],
    [
      "spot by the template",
      [
        withInputs("web", { mixedInstancesPolicy: undefined, launchTemplate: { id: ref("template") } }),
        withInputs("template", { instanceMarketOptions: { marketType: "spot" } }),
      ],
      "fail",
      /all spot/,
    ],
    [
      "attached from outside",
      [
        allSpot,
        withInputs("web", { targetGroupArns: undefined }),
        withMore({
          type: TYPES.groupAttachment,
          name: "attached",
          inputs: { autoscalingGroupName: ref("web"), lbTargetGroupArn: ref("targets") },
        }),
      ],
      "fail",
      /nothing else serves targets/,
    ],
    ["a volume that is kept", disk(false), "fail", /keeps data on a volume \(\/dev\/sdf of template\)/],
    ["a volume that goes with it", disk("true"), "pass"],
    ["a cluster of spot nodes", only(cluster, spot), "fail", /only spot nodes \(spot\)/],
    ["a cluster with others", only(cluster, spot, steady), "pass"],
    ["a cluster with Karpenter", only(cluster, spot, pool(["on-demand"])), "pass"],
    ["a cluster without node groups", only(cluster), "does not apply"],
    ["data beside spot nodes", only(cluster, spot, steady, set()), "fail", /off the spot nodes of spot/],
    [
      "data kept off",
      only(cluster, spot, steady, set({ nodeSelector: { "eks.amazonaws.com/capacityType": "ON_DEMAND" } })),
      "pass",
    ],
    ["data beside tainted spot nodes", only(cluster, tainted, steady, set()), "pass"],
    ["data that tolerates them", only(cluster, tainted, steady, set({ tolerations: [{ key: "spot" }] })), "fail"],
    ["data beside a spot pool", only(cluster, steady, pool(["spot", "on-demand"]), set()), "fail", /of pool/],
    [
      "a selector that is not known",
      only(cluster, spot, steady, set({ nodeSelector: UNKNOWN })),
      "unknown",
      /nodeSelector/,
    ],
  ],
});
