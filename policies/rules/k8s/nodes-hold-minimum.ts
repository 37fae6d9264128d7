import sizing from "../../../blueprints/facts/sizing.json";
import { changed, withInputs } from "../../change-sample";
import { hasProvisioner, nodeCapacity, nodeGroupsOf, objectsOf, sizeOf } from "../../facts/nodes";
import { podCount, podRequests, WORKLOADS } from "../../facts/workloads";
import { fail, pass, perTier, rule } from "../../rule";
import { cluster as compliant } from "../../samples/kubernetes";
import { TYPES } from "../../types";

export const nodesHoldMinimum = rule({
  id: "k8s/nodes-hold-minimum",
  title: "The fewest nodes of a cluster hold the fewest pods of its workloads",
  scope: "environment",
  severity: perTier("none", "none", "warning", "warning"),
  why: "What must always run then hangs on nodes that may be taken away, and on an autoscaler that is itself a pod: after a loss of nodes it has to be started first, and then waits for instances that everybody asks for.",
  source:
    "Builders' Library, Static stability using Availability Zones, https://aws.amazon.com/builders-library/static-stability-using-availability-zones/; EKS best practices, cluster autoscaler, https://docs.aws.amazon.com/eks/latest/best-practices/cas.html",
  fix: "raise the node groups' minimum until it holds the minimum of pods",
  types: [TYPES.eksCluster, TYPES.eksNodeGroup, TYPES.launchTemplate, TYPES.podAutoscaler, ...WORKLOADS],
  elsewhere: [],
  example: {
    compliant,
    failing: changed(compliant, withInputs("nodes", { scalingConfig: { minSize: 0, maxSize: 6, desiredSize: 0 } })),
  },
  subjects: (world) => world.all(TYPES.eksCluster),
  judge(eks, world) {
    const workloads = objectsOf(eks, world, ...WORKLOADS);
    // Karpenter and Auto Mode keep no minimum by groups.
    if (workloads.length === 0 || hasProvisioner(eks, world)) return undefined;
    const groups = nodeGroupsOf(eks, world);
    const needed = { cores: 0, mebibytes: 0 };
    for (const workload of workloads) {
      const { minimum } = podCount(workload, world);
      const { cores, mebibytes } = podRequests(workload, world);
      needed.cores += minimum * cores;
      needed.mebibytes += minimum * mebibytes;
    }
    const held = { cores: 0, mebibytes: 0 };
    for (const group of groups) {
      const nodes = sizeOf(group, world).minimum;
      if (nodes === 0) continue;
      const { cores, mebibytes } = nodeCapacity(group, world);
      held.cores += nodes * cores * sizing.nodeShare;
      held.mebibytes += nodes * mebibytes * sizing.nodeShare;
    }
    const short = (["cores", "mebibytes"] as const).find((unit) => held[unit] < needed[unit]);
    if (short === undefined) return pass();
    const unit = short === "cores" ? "cores" : "MiB";
    return fail(`keeps pods of ${round(needed[short])} ${unit} and nodes that hold ${round(held[short])} of it`, {
      related: groups,
    });
  },
});

const round = (amount: number): number => Math.round(amount * 10) / 10;
