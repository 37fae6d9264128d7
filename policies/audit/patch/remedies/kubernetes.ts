import type { GraphResource } from "../../../../blueprints/graph/graph";
import { isRecord } from "../../../../blueprints/graph/values";
import { allContainerPaths, containerName, podOf } from "../../../facts/workloads";
import type { World } from "../../../world/world";
import { own, type Remedy } from "../remedy";
import type { Settings } from "../settings";

/** Of the container that failed, and of it alone. */
function container(workload: GraphResource, key: string | undefined, world: World): string | undefined {
  return allContainerPaths(workload, world).find((path) => containerName(workload, path, world) === key);
}

const switchOff =
  (input: string): Remedy =>
  (workload, world, { key }) => {
    const path = container(workload, key, world);
    // Privileged pods are so on purpose.
    if (path === undefined || world.peek(workload, `${path}.securityContext.privileged`) === true) return [];
    return [{ resource: workload, set: { [`${path}.securityContext.${input}`]: false } }];
  };

/** A preference, which keeps no pod from starting where there is one zone only [Kubernetes, ScheduleAnyway]. */
function spread(workload: GraphResource, world: World): Settings | undefined {
  const constraints = `${podOf(workload)}.topologySpreadConstraints`;
  const labels = world.peek(workload, "spec.selector.matchLabels");
  if (world.has(workload, constraints) || !isRecord(labels) || Object.keys(labels).length === 0) return undefined;
  return {
    [constraints]: [
      {
        maxSkew: 1,
        topologyKey: "topology.kubernetes.io/zone",
        whenUnsatisfiable: "ScheduleAnyway",
        labelSelector: { matchLabels: labels },
      },
    ],
  };
}

export const KUBERNETES: Readonly<Record<string, Remedy>> = {
  "k8s/no-privilege-escalation": switchOff("allowPrivilegeEscalation"),
  "k8s/token-only-where-used": own((workload) => ({ [`${podOf(workload)}.automountServiceAccountToken`]: false })),
  "k8s/spread-matches-nodes": own((workload, world, { input }) =>
    input === undefined ? undefined : spread(workload, world),
  ),
  "k8s/secrets-volume-read-only": own((_, __, { input }) => (input === undefined ? undefined : { [input]: true })),
};
