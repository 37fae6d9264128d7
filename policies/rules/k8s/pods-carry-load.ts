import { changed, declaring, withInputs, withResource } from "../../change-sample";
import { askedOf, shareOfRegion, shown } from "../../facts/capacity-kept";
import { declaredService } from "../../facts/declared-service";
import { clusterOf, nodeGroupsOf, zonesOfNodes } from "../../facts/nodes";
import { AUTOSCALERS, podCount, WORKLOADS } from "../../facts/workloads";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { autoscalerSpec, cluster } from "../../samples/kubernetes";
import { TYPES } from "../../types";

const compliant = changed(
  cluster,
  withResource("shop", { part: "shop" }),
  declaring({
    steadyRps: 200,
    peakRps: 1000,
    routing: "active-passive",
    regions: ["eu-west-1"],
    services: {
      shop: { runs: "kubernetes", capacityRps: 100, minimum: 3, maximum: 12, reads: [], writes: [] },
    },
  }),
);

export const podsCarryLoad = rule({
  id: "k8s/pods-carry-load",
  title: "The fewest pods of a service carry its steady load with one zone gone, the most its peak",
  scope: "environment",
  // Below tier scale pods that are lost may start again on nodes that are left; nobody promises room for all.
  severity: perTier("none", "info", "error", "error"),
  why: "When a zone fails its pods wait for nodes that everybody asks for at once. What carries the load in those minutes is what runs already; and where the most pods do not carry the peak, no autoscaler helps.",
  source:
    "Builders' Library, Static stability using Availability Zones, https://aws.amazon.com/builders-library/static-stability-using-availability-zones/",
  fix: "raise the autoscaler's minReplicas until they carry the steady load without one zone's share, and its maxReplicas until they carry the peak",
  types: [...WORKLOADS, ...AUTOSCALERS, TYPES.eksNodeGroup, TYPES.subnet],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("shop-scaling", autoscalerSpec({ maxReplicas: 9 }))) },
  subjects: (world) =>
    world
      .all(...WORKLOADS)
      .filter(({ part }) => part !== undefined && world.declares("services")?.[part]?.runs === "kubernetes"),
  judge(workload, world): readonly Verdict[] {
    const { capacityRps } = declaredService(workload, world);
    const { minimum, maximum, autoscaler } = podCount(workload, world);
    const groups = nodeGroupsOf(clusterOf(workload, world), world);
    const zones = Math.max(1, new Set(groups.flatMap((group) => zonesOfNodes(group, world))).size);
    const part = shareOfRegion(world);
    const [steady, peak] = [world.declared("steadyRps"), world.declared("peakRps")];
    // Where there is one zone, k8s/spread-matches-nodes asks for more.
    const left = zones === 1 ? minimum : minimum - Math.ceil(minimum / zones);
    const related = autoscaler ? { related: [autoscaler] } : {};
    return [
      left * capacityRps >= steady * part.share
        ? pass("minimum")
        : fail(
            `has a minimum of ${minimum} pods in ${zones} zones: without one, ${left} carry ${shown(left * capacityRps)} where ${askedOf(steady, part)}`,
            { key: "minimum", input: "spec.replicas", ...related },
          ),
      maximum * capacityRps >= peak * part.share
        ? pass("maximum")
        : fail(
            `has a maximum of ${maximum} pods, which carry ${shown(maximum * capacityRps)} where at the peak ${askedOf(peak, part)}`,
            {
              key: "maximum",
              input: "spec.replicas",
              ...related,
            },
          ),
    ];
  },
});
