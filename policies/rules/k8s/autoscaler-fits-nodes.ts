import sizing from "../../../blueprints/facts/sizing.json";
import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import {
  hasProvisioner,
  nodeCapacity,
  nodeGroupsOf,
  nodeLimit,
  objectsOf,
  sizeOf,
  zonesOfNodes,
} from "../../facts/nodes";
import { podCount, podRequests, WORKLOADS } from "../../facts/workloads";
import { fail, pass, perTier, rule, unknown } from "../../rule";
import { autoscalerSpec, cluster as compliant } from "../../samples/kubernetes";
import { TYPES } from "../../types";
import type { World } from "../../world/world";

export const autoscalerFitsNodes = rule({
  id: "k8s/autoscaler-fits-nodes",
  title: "The nodes that a cluster may have hold all pods that its autoscalers may ask for, with any one zone gone",
  scope: "environment",
  severity: perTier("none", "warning", "error", "error"),
  why: "At the peak the autoscaler asks for pods that no node takes: they stay pending, and more load only makes more of them. Groups that live in one zone go with it; those over several start their nodes in the zones that are left.",
  source:
    "EKS best practices, cluster autoscaler, https://docs.aws.amazon.com/eks/latest/best-practices/cas.html; Kubernetes, resource requests, https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/",
  fix: "raise the node groups' maximum (and the cluster autoscaler's --max-nodes-total), or lower the autoscalers' maximum",
  types: [TYPES.eksCluster, TYPES.eksNodeGroup, TYPES.launchTemplate, TYPES.podAutoscaler, ...WORKLOADS],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("shop-scaling", autoscalerSpec({ maxReplicas: 80 }))) },
  subjects: (world) => world.all(TYPES.eksCluster),
  judge(cluster, world) {
    const workloads = objectsOf(cluster, world, ...WORKLOADS);
    if (workloads.length === 0) return undefined;
    if (hasProvisioner(cluster, world)) return unknown(`limits of the node pools of ${cluster.name}`);
    const groups = nodeGroupsOf(cluster, world);
    const needed = sum(
      workloads.map((workload) => {
        const { maximum } = podCount(workload, world);
        const { cores, mebibytes } = podRequests(workload, world);
        return { cores: maximum * cores, mebibytes: maximum * mebibytes };
      }),
    );
    const zones = [...new Set(groups.flatMap((group) => zonesOfNodes(group, world)))].sort();
    const limit = nodeLimit(workloads, world);
    for (const gone of [undefined, ...zones]) {
      // Where all is in one zone there is nothing left to fit: other rules ask for zones.
      if (gone !== undefined && zones.length < 2) continue;
      const left = groups.filter((group) => zonesOfNodes(group, world).some((zone) => zone !== gone));
      const held = capacity(left, limit, world);
      const short = needed.cores > held.cores ? "cores" : needed.mebibytes > held.mebibytes ? "mebibytes" : undefined;
      if (short === undefined) continue;
      const unit = short === "cores" ? "cores" : "MiB";
      return fail(
        `may be asked for ${round(needed[short])} ${unit} of pods where its nodes hold ${round(held[short])}${gone ? ` without zone ${gone}` : ""}`,
        { related: groups },
      );
    }
    return pass();
  },
});

const round = (amount: number): number => Math.round(amount * 10) / 10;

type Amounts = { readonly cores: number; readonly mebibytes: number };
const sum = (all: readonly Amounts[]): Amounts =>
  all.reduce((a, b) => ({ cores: a.cores + b.cores, mebibytes: a.mebibytes + b.mebibytes }), {
    cores: 0,
    mebibytes: 0,
  });

/** What pods find on the most nodes: 80 % of each, the rest is the system's (blueprints/facts/sizing.json). */
function capacity(groups: readonly GraphResource[], limit: number, world: World): Amounts {
  let left = limit;
  return sum(
    groups.map((group) => {
      const nodes = Math.min(sizeOf(group, world).maximum, left);
      left -= nodes;
      const { cores, mebibytes } = nodeCapacity(group, world);
      const share = nodes * sizing.nodeShare;
      return { cores: share * cores, mebibytes: share * mebibytes };
    }),
  );
}
