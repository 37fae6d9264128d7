import type { GraphResource } from "../../../../blueprints/graph/graph";
import { isUnknown } from "../../../../blueprints/graph/values";
import { CONTROL_PLANE_LOGS } from "../../../rules/obs/cluster-logs";
import { TYPES } from "../../../types";
import type { World } from "../../../world/world";
import { atLeast, firstRelated, fixed, own, type Remedy } from "../remedy";
import type { Settings } from "../settings";

/** Two instead of one; room to grow stays as it is. */
function two(resource: GraphResource, world: World): Settings | undefined {
  switch (resource.type) {
    case TYPES.group:
      return { ...atLeast("minSize", 2)(resource, world), ...atLeast("maxSize", 2)(resource, world) };
    case TYPES.ecsService:
      return atLeast("desiredCount", 2)(resource, world);
    case TYPES.eksNodeGroup:
      return {
        "scalingConfig.minSize": 2,
        "scalingConfig.desiredSize": Math.max(2, Number(world.peek(resource, "scalingConfig.desiredSize")) || 2),
        "scalingConfig.maxSize": Math.max(2, Number(world.peek(resource, "scalingConfig.maxSize")) || 2),
      };
    case TYPES.deployment:
    case TYPES.statefulSet:
      return { "spec.replicas": 2 };
    default:
      return undefined;
  }
}

/** What Auto Scaling's own documentation calls a safe share: a tenth at a time [Auto Scaling, instance refresh defaults: 90 %]. */
const KEPT_PERCENT = 90;

const DISTRIBUTION = "mixedInstancesPolicy.instancesDistribution";

/** Of Spot only what costs nothing: how it is chosen and when it is replaced. Types and the share on demand are the owner's. */
function spot(group: GraphResource, world: World, key: string | undefined): Settings | undefined {
  if (key === "rebalancing") return { capacityRebalance: true };
  if (key !== "allocation" || isUnknown(world.peek(group, "mixedInstancesPolicy"))) return undefined;
  return { [`${DISTRIBUTION}.spotAllocationStrategy`]: "price-capacity-optimized" };
}

export const CAPACITY: Readonly<Record<string, Remedy>> = {
  "compute/group-uses-lb-health": own(fixed({ healthCheckType: "ELB" }, TYPES.group)),
  "compute/survives-zone-loss": own(two),
  "compute/service-rolls-safely": own((_, __, { key }) =>
    key === "rollback"
      ? { "deploymentCircuitBreaker.enable": true, "deploymentCircuitBreaker.rollback": true }
      : undefined,
  ),
  "compute/detailed-monitoring": own(fixed({ "monitoring.enabled": true }, TYPES.launchTemplate)),
  "compute/group-also-shrinks": firstRelated(
    fixed({ "targetTrackingConfiguration.disableScaleIn": false }, TYPES.scalingPolicy),
  ),
  "compute/replacement-keeps-capacity": own((_, __, { input }) =>
    input === undefined ? undefined : { [input]: KEPT_PERCENT },
  ),
  "compute/spot-is-diverse": own((group, world, { key }) => spot(group, world, key)),
  "res/no-single-cut": firstRelated(two),
  // Where an autoscaler sets the number, that is what changes.
  "k8s/two-or-more": (workload, world, { related: [scaler] = [] }) =>
    scaler
      ? [
          {
            resource: scaler,
            set: { ...atLeast("spec.minReplicas", 2)(scaler, world), ...atLeast("spec.maxReplicas", 2)(scaler, world) },
          },
        ]
      : own(two)(workload, world, { verdict: "fail", message: "" }),
  "k8s/nodes-are-repaired": own(fixed({ "nodeRepairConfig.enabled": true }, TYPES.eksNodeGroup)),
  "k8s/cluster-deletion-guard": own(fixed({ deletionProtection: true }, TYPES.eksCluster)),
  "k8s/cluster-shifts-zones": own(fixed({ "zonalShiftConfig.enabled": true }, TYPES.eksCluster)),
  "obs/cluster-logs": own(fixed({ enabledClusterLogTypes: CONTROL_PLANE_LOGS }, TYPES.eksCluster)),
};
