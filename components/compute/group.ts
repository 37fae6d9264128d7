import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Make } from "../data/make";
import type { GroupSettings } from "./group-args";
import { PROBE } from "./target-group";

type GroupArgs = aws.autoscaling.GroupArgs;

/** Fewest of the wanted instances that stay in service while others are replaced, and how far the number may rise for that. */
const REPLACING = { minHealthyPercentage: 100, maxHealthyPercentage: 120 } as const;

/** Free of charge; what scaling is judged by. */
const METRICS: aws.types.enums.autoscaling.Metric[] = [
  "GroupMinSize",
  "GroupMaxSize",
  "GroupDesiredCapacity",
  "GroupInServiceInstances",
  "GroupPendingInstances",
  "GroupStandbyInstances",
  "GroupTerminatingInstances",
  "GroupTotalInstances",
];
const POOL_METRICS: aws.types.enums.autoscaling.Metric[] = [
  "WarmPoolDesiredCapacity",
  "WarmPoolWarmedCapacity",
  "WarmPoolTotalCapacity",
];

interface Parts {
  readonly template: aws.ec2.LaunchTemplate;
  readonly targetGroup?: aws.lb.TargetGroup | undefined;
  /** What must be there before the first instance can be healthy. */
  readonly after: readonly pulumi.Resource[];
}

/**
 * The group over the three application subnets. It has no desired capacity: the policies own that, and a deployment must
 * not undo what they did.
 */
export function makeGroup(make: Make, name: string, parts: Parts, settings: GroupSettings): aws.autoscaling.Group {
  const { network, minimum, maximum, bootSeconds, spot, tags, transform } = settings;
  return make(
    aws.autoscaling.Group,
    `${name}-group`,
    {
      minSize: minimum,
      maxSize: maximum,
      vpcZoneIdentifiers: [...network.appSubnetIds],
      ...launch(parts.template, settings),
      ...health(parts, settings),
      defaultInstanceWarmup: bootSeconds,
      // What costs least to lose first: Spot that no longer fits the allocation, then the oldest version.
      terminationPolicies: ["AllocationStrategy", "OldestLaunchTemplate", "Default"],
      // Replaces a Spot instance when AWS warns that it may take it, not when it is gone.
      capacityRebalance: spot > 0,
      instanceMaintenancePolicy: REPLACING,
      instanceRefresh: refresh(settings),
      enabledMetrics: settings.warmPool > 0 ? [...METRICS, ...POOL_METRICS] : METRICS,
      metricsGranularity: "1Minute",
      // Instances and disks have their tags from the launch template already.
      tags: Object.entries({ ...tags, Name: name }).map(([key, value]) => ({ key, value, propagateAtLaunch: false })),
    },
    {
      transform: transform.group,
      from: {
        minSize: "minimum",
        maxSize: "maximum",
        defaultInstanceWarmup: "bootSeconds",
        healthCheckGracePeriod: "bootSeconds",
        capacityRebalance: "spot",
        mixedInstancesPolicy: "spot",
        warmPool: "warmPool",
      },
      opts: { dependsOn: [...parts.after], ignoreChanges: ["desiredCapacity"] },
    },
  );
}

/**
 * Several types, on demand up to the base and Spot above it; or, with a warm pool, one type: a pool is refused in a group
 * with a mixed policy [autoscaling API reference, PutWarmPool]. Both change in place [oracle: aws_autoscaling_group].
 */
function launch(
  template: aws.ec2.LaunchTemplate,
  settings: GroupSettings,
): Pick<GroupArgs, "launchTemplate" | "mixedInstancesPolicy" | "warmPool"> {
  const { instanceTypes, onDemandBase, spot, warmPool, minimum } = settings;
  // A numbered version, not $Latest: only so does a new one start a refresh, and can a refresh be rolled back.
  const version = template.latestVersion.apply((latest) => `${latest}`);
  if (warmPool > 0) {
    return {
      launchTemplate: { id: template.id, version },
      warmPool: {
        poolState: "Stopped",
        minSize: warmPool,
        // Else the pool would fill up to the maximum size; so it holds `warmPool` whatever the group's size.
        maxGroupPreparedCapacity: minimum + warmPool,
        instanceReusePolicy: { reuseOnScaleIn: false },
      },
    };
  }
  return {
    mixedInstancesPolicy: {
      launchTemplate: {
        launchTemplateSpecification: { launchTemplateId: template.id, version },
        overrides: instanceTypes.map((instanceType) => ({ instanceType })),
      },
      instancesDistribution: {
        onDemandBaseCapacity: onDemandBase,
        onDemandPercentageAboveBaseCapacity: Math.round((1 - spot) * 100),
        // In the order in which the types are written.
        onDemandAllocationStrategy: "prioritized",
        // AWS's advice: the cheapest of the pools that are least likely to be taken back.
        spotAllocationStrategy: "price-capacity-optimized",
      },
    },
  };
}

/** Behind a load balancer its health check counts, once there was time to boot and to pass it; otherwise EC2's. */
function health(parts: Parts, { bootSeconds, minimum }: GroupSettings): Partial<GroupArgs> {
  const graceSeconds = bootSeconds + PROBE.intervalSeconds * PROBE.healthy;
  // Twice the time that one instance takes, and never under Auto Scaling's own default of ten minutes.
  const waitForCapacityTimeout = `${Math.max(600, graceSeconds * 2)}s`;
  return parts.targetGroup
    ? {
        healthCheckType: "ELB",
        healthCheckGracePeriod: graceSeconds,
        targetGroupArns: [parts.targetGroup.arn],
        // A new group is made only when this many answer their health check.
        minElbCapacity: minimum,
        waitForCapacityTimeout,
      }
    : { healthCheckType: "EC2", healthCheckGracePeriod: bootSeconds, waitForCapacityTimeout };
}

/**
 * A new version of the launch template replaces the instances one after the other: a new one is healthy before an old one
 * goes. Where it fails, what was replaced is rolled back; AWS can't do that for a template that takes its image from a
 * parameter [API_RollbackInstanceRefresh].
 */
const refresh = ({ image }: GroupSettings): NonNullable<GroupArgs["instanceRefresh"]> => ({
  strategy: "Rolling",
  preferences: {
    ...REPLACING,
    autoRollback: !("ssm" in image),
    // An image behind a parameter may have changed while the template did not: those are replaced as well.
    skipMatching: !("ssm" in image),
    scaleInProtectedInstances: "Ignore",
    standbyInstances: "Ignore",
  },
});
