import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Make } from "../data/make";
import type { GroupSettings } from "./group-args";

type PolicyArgs = aws.autoscaling.PolicyArgs;

/** Longest that predictive scaling launches ahead of the forecast [autoscaling API, PredictiveScalingConfiguration]. */
const LONGEST_BUFFER_SECONDS = 3600;

/**
 * Two targets, of which the one that wants more instances wins: CPU, and requests a target where there is a load balancer.
 * Both scale in as well, more slowly than out. New instances count only once they are warm (the group's warm-up).
 */
export function makeScaling(
  make: Make,
  name: string,
  group: aws.autoscaling.Group,
  targetGroup: aws.lb.TargetGroup | undefined,
  settings: GroupSettings,
): void {
  const { targetCpu, requestsPerMinutePerUnit, entry, predictive } = settings;
  const policy = (suffix: string, args: Omit<PolicyArgs, "autoscalingGroupName">, from: Record<string, string>) =>
    make(
      aws.autoscaling.Policy,
      `${name}-${suffix}`,
      { autoscalingGroupName: group.name, ...args },
      { transform: settings.transform.policy, from },
    );

  policy("cpu", tracking("ASGAverageCPUUtilization", targetCpu * 100), { targetTrackingConfiguration: "targetCpu" });
  if (entry && targetGroup && requestsPerMinutePerUnit !== undefined) {
    const label = pulumi.interpolate`${entry.loadBalancerArnSuffix}/${targetGroup.arnSuffix}`;
    policy("requests", tracking("ALBRequestCountPerTarget", requestsPerMinutePerUnit, label), {
      targetTrackingConfiguration: "requestsPerMinutePerUnit",
    });
  }
  if (predictive !== "off")
    policy("predictive", prediction(settings), { predictiveScalingConfiguration: "predictive" });
}

const tracking = (
  predefinedMetricType: string,
  targetValue: number,
  resourceLabel?: pulumi.Input<string>,
): Omit<PolicyArgs, "autoscalingGroupName"> => ({
  policyType: "TargetTrackingScaling",
  targetTrackingConfiguration: {
    predefinedMetricSpecification: { predefinedMetricType, ...(resourceLabel !== undefined && { resourceLabel }) },
    targetValue,
    disableScaleIn: false,
  },
});

/** Launches ahead of the daily curve by the time that an instance takes to boot; it never scales in, that is left to tracking. */
const prediction = ({
  predictive,
  targetCpu,
  bootSeconds,
}: GroupSettings): Omit<PolicyArgs, "autoscalingGroupName"> => ({
  policyType: "PredictiveScaling",
  predictiveScalingConfiguration: {
    mode: predictive === "scale" ? "ForecastAndScale" : "ForecastOnly",
    schedulingBufferTime: `${Math.min(LONGEST_BUFFER_SECONDS, bootSeconds)}`,
    // The maximum is a budget that a person set.
    maxCapacityBreachBehavior: "HonorMaxCapacity",
    metricSpecification: {
      targetValue: targetCpu * 100,
      predefinedMetricPairSpecification: { predefinedMetricType: "ASGCPUUtilization" },
    },
  },
});
