import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { AuroraArgs } from "../../blueprints/plan/parts";
import type { Transform } from "../component";
import type { Make } from "./make";

export interface ReplicaScalingTransform {
  readonly scalingTarget?: Transform<aws.appautoscaling.TargetArgs>;
  readonly scalingPolicy?: Transform<aws.appautoscaling.PolicyArgs>;
}

/** Five minutes: making a reader takes some, and one that was just made shouldn't go again. */
const COOLDOWN_SECONDS = 300;

/**
 * Readers that come and go with the processor load of the readers
 * [AuroraUserGuide/Aurora.Integrating.AutoScaling.html]. They are not in Pulumi's state: `destroy` takes the target
 * away and removes them first (DECISIONS 9).
 */
export function makeReplicaScaling(
  make: Make,
  name: string,
  args: {
    readonly clusterIdentifier: pulumi.Input<string>;
    readonly scaling: NonNullable<AuroraArgs["replicaScaling"]>;
    /** The cluster can only be registered once it has an instance. */
    readonly instances: readonly pulumi.Resource[];
  },
  transform: ReplicaScalingTransform = {},
): void {
  const target = make(
    aws.appautoscaling.Target,
    `${name}-replicas`,
    {
      serviceNamespace: "rds",
      scalableDimension: "rds:cluster:ReadReplicaCount",
      resourceId: pulumi.interpolate`cluster:${args.clusterIdentifier}`,
      minCapacity: args.scaling.minimum,
      maxCapacity: args.scaling.maximum,
    },
    {
      transform: transform.scalingTarget,
      from: { minCapacity: "replicaScaling.minimum", maxCapacity: "replicaScaling.maximum" },
      opts: { dependsOn: [...args.instances] },
    },
  );
  make(
    aws.appautoscaling.Policy,
    `${name}-replicas`,
    {
      policyType: "TargetTrackingScaling",
      serviceNamespace: target.serviceNamespace,
      scalableDimension: target.scalableDimension,
      resourceId: target.resourceId,
      targetTrackingScalingPolicyConfiguration: {
        predefinedMetricSpecification: { predefinedMetricType: "RDSReaderAverageCPUUtilization" },
        targetValue: args.scaling.targetCpu * 100,
        scaleInCooldown: COOLDOWN_SECONDS,
        scaleOutCooldown: COOLDOWN_SECONDS,
      },
    },
    {
      transform: transform.scalingPolicy,
      from: { targetTrackingScalingPolicyConfiguration: "replicaScaling.targetCpu" },
    },
  );
}
