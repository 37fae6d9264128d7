import sizing from "../../../blueprints/facts/sizing.json";
import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs, withMore, without } from "../../change-sample";
import {
  hasProvisioner,
  instanceTypesOf,
  nodeCapacity,
  nodeGroupsOf,
  nodeLimit,
  objectsOf,
  sizeOf,
} from "../../facts/nodes";
import { podCount, podRequests, WORKLOADS } from "../../facts/workloads";
import { fail, pass, perTier, rule } from "../../rule";
import { cluster, nodeGroup } from "../../samples/kubernetes";
import { TYPES } from "../../types";
import type { World } from "../../world/world";

const compliant = changed(
  cluster,
  withInputs("nodes", { scalingConfig: { minSize: 1, maxSize: 1, desiredSize: 1 } }),
  withMore(
    nodeGroup("elastic", { scalingConfig: { minSize: 0, maxSize: 4, desiredSize: 0 } }),
    nodeGroup("spare", { instanceTypes: ["m6g.xlarge"], scalingConfig: { minSize: 0, maxSize: 4, desiredSize: 0 } }),
  ),
);

export const nodesSurviveShortage = rule({
  id: "k8s/nodes-survive-shortage",
  title: "When AWS is short of any one instance type, the cluster can still add the nodes that its pods need",
  scope: "environment",
  severity: perTier("none", "none", "warning", "warning"),
  why: "When a zone fails, or at a peak that others have too, requests for one instance type are refused for hours. Node groups that can only start that type then add nothing, and pods stay pending.",
  source:
    "EKS best practices, cluster autoscaler (node groups of several instance types), https://docs.aws.amazon.com/eks/latest/best-practices/cas.html; EC2 user guide, insufficient instance capacity, https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/troubleshooting-launch.html#troubleshooting-launch-capacity",
  fix: "give node groups several instance types, or add a group of another type that can take as many nodes",
  types: [TYPES.eksCluster, TYPES.eksNodeGroup, TYPES.launchTemplate, TYPES.podAutoscaler, ...WORKLOADS],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, without("spare")) },
  subjects: (world) => world.all(TYPES.eksCluster),
  judge(eks, world) {
    const workloads = objectsOf(eks, world, ...WORKLOADS);
    if (workloads.length === 0 || hasProvisioner(eks, world)) return undefined;
    const groups = nodeGroupsOf(eks, world);
    const needed = workloads.reduce(
      (sum, workload) => sum + podCount(workload, world).maximum * podRequests(workload, world).cores,
      0,
    );
    // What runs already goes on running; a cluster that need not grow needs no type.
    if (held(groups, undefined, 0, nodeLimit(workloads, world), world) >= needed) return undefined;
    const all = held(groups, undefined, 1, nodeLimit(workloads, world), world);
    // k8s/autoscaler-fits-nodes judges what does not fit at the best of times.
    if (all < needed) return undefined;
    const types = [...new Set(groups.flatMap((group) => instanceTypesOf(group, world)))].sort();
    const scarce = types.find((type) => held(groups, type, 1, nodeLimit(workloads, world), world) < needed);
    if (scarce === undefined) return pass();
    const left = held(groups, scarce, 1, nodeLimit(workloads, world), world);
    return fail(
      `may be asked for ${round(needed)} cores of pods and holds ${round(left)} when AWS has no more ${scarce}`,
      { related: groups },
    );
  },
});

const round = (amount: number): number => Math.round(amount * 10) / 10;

/**
 * Cores for pods with all groups at their fewest nodes (growth 0) or at their most (1). A group whose only type is scarce
 * keeps its fewest.
 */
function held(
  groups: readonly GraphResource[],
  scarce: string | undefined,
  growth: 0 | 1,
  limit: number,
  world: World,
): number {
  let left = limit;
  return groups.reduce((sum, group) => {
    const { minimum, maximum } = sizeOf(group, world);
    const grows = growth === 1 && instanceTypesOf(group, world).some((type) => type !== scarce);
    const nodes = Math.min(grows ? maximum : minimum, left);
    left -= nodes;
    return sum + nodes * sizing.nodeShare * nodeCapacity(group, world).cores;
  }, 0);
}
