import { changed, withInputs } from "../../change-sample";
import { clusterOf, hasProvisioner, nodeGroupsOf, zonesOfNodes } from "../../facts/nodes";
import { selects } from "../../facts/selectors";
import { POD, podCount, podLabels, WORKLOADS } from "../../facts/workloads";
import { fail, pass, perTier, rule } from "../../rule";
import { cluster, workloadSpec } from "../../samples/kubernetes";
import { TYPES } from "../../types";

const ZONE_KEYS: readonly string[] = ["topology.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/zone"];

export const spreadMatchesNodes = rule({
  id: "k8s/spread-matches-nodes",
  title: "Pods are spread over zones, and there are nodes in as many zones as the tier needs",
  scope: "stack",
  severity: perTier("none", "warning", "error", "error"),
  why: "Left alone the scheduler may put every pod into one zone. A spread that is asked for counts only where nodes are: with nodes in one zone the constraint holds and the zone's loss still takes everything.",
  source:
    "kube-score check pod-topology-spread-constraints, https://github.com/zegl/kube-score/blob/master/README_CHECKS.md; Kubernetes, pod topology spread constraints (known domains are those of existing nodes), https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/",
  fix: "add a topology spread constraint over topology.kubernetes.io/zone that selects the pods themselves, and node groups in each zone",
  types: [...WORKLOADS, TYPES.eksNodeGroup, TYPES.subnet],
  elsewhere: [
    { tool: "kube-score", id: "pod-topology-spread-constraints", note: "the constraint only" },
    { tool: "polaris", id: "topologySpreadConstraint", note: "the constraint only" },
  ],
  example: {
    compliant: cluster,
    failing: changed(cluster, withInputs("shop", workloadSpec({ topologySpreadConstraints: undefined }))),
  },
  subjects: (world) => world.all(...WORKLOADS),
  judge(workload, world) {
    if (podCount(workload, world).maximum < 2) return undefined;
    const own = (path: string): boolean =>
      selects(world.peek(workload, path), podLabels(workload, world), workload, path);
    const constraints = `${POD}.topologySpreadConstraints`;
    const spread = world
      .list(workload, constraints)
      .some(
        (_, index) =>
          ZONE_KEYS.includes(world.text(workload, `${constraints}[${index}].topologyKey`) ?? "") &&
          own(`${constraints}[${index}].labelSelector`),
      );
    const anti = `${POD}.affinity.podAntiAffinity`;
    // A preference counts, as a constraint that schedules anyway does.
    const apart = [
      ["requiredDuringSchedulingIgnoredDuringExecution", ""],
      ["preferredDuringSchedulingIgnoredDuringExecution", ".podAffinityTerm"],
    ].some(([kind, term]) =>
      world.list(workload, `${anti}.${kind}`).some((_, index) => {
        const at = `${anti}.${kind}[${index}]${term}`;
        return ZONE_KEYS.includes(world.text(workload, `${at}.topologyKey`) ?? "") && own(`${at}.labelSelector`);
      }),
    );
    if (!spread && !apart)
      return fail("has no topology spread constraint over zones that selects its own pods", { input: constraints });
    const cluster = clusterOf(workload, world);
    if (hasProvisioner(cluster, world)) return pass();
    const groups = nodeGroupsOf(cluster, world);
    const zones = [...new Set(groups.flatMap((group) => zonesOfNodes(group, world)))].sort();
    const wanted = world.atLeast("scale") ? 3 : 2;
    if (zones.length >= wanted) return pass();
    return fail(
      `is spread over zones, but its nodes are in ${zones.length} (${zones.join(", ")}) where tier ${world.tier} needs ${wanted}`,
      { related: groups },
    );
  },
});
