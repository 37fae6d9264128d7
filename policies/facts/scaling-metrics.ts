import { entryOf } from "../../blueprints/graph/values";
import type { GraphResource } from "../../blueprints/graph/graph";
import { TYPES } from "../types";
import type { World } from "../world/world";
import { kindOfPolicy } from "./scaling";

/** What predefined metrics are in CloudWatch [docs.aws.amazon.com/autoscaling/ec2/APIReference/API_PredefinedMetricSpecification.html]. */
const PREDEFINED: Readonly<Record<string, string>> = {
  ASGAverageCPUUtilization: "AWS/EC2 CPUUtilization",
  ASGAverageNetworkIn: "AWS/EC2 NetworkIn",
  ASGAverageNetworkOut: "AWS/EC2 NetworkOut",
  ALBRequestCountPerTarget: "AWS/ApplicationELB RequestCountPerTarget",
  ECSServiceAverageCPUUtilization: "AWS/ECS CPUUtilization",
  ECSServiceAverageMemoryUtilization: "AWS/ECS MemoryUtilization",
};

/** Where a target tracking policy keeps its settings. */
export const trackingOf = (policy: GraphResource): string =>
  policy.type === TYPES.scalingPolicy ? "targetTrackingConfiguration" : "targetTrackingScalingPolicyConfiguration";

/** Metric that a target tracking policy follows, as `namespace name`; undefined for an expression over several. */
export function trackedMetric(policy: GraphResource, world: World): string | undefined {
  const settings = trackingOf(policy);
  const predefined = world.text(policy, `${settings}.predefinedMetricSpecification.predefinedMetricType`);
  if (predefined !== undefined) return entryOf(PREDEFINED, predefined) ?? predefined;
  return metricAt(policy, `${settings}.customizedMetricSpecification`, world);
}

/** Metrics that drive a policy: its own, or those of the alarms that call it. */
export function metricsOf(policy: GraphResource, world: World): readonly string[] {
  if (kindOfPolicy(policy, world) === "target tracking") return compact([trackedMetric(policy, world)]);
  return compact(world.referrers(policy, [TYPES.alarm]).map((alarm) => metricAt(alarm, "", world)));
}

function metricAt(resource: GraphResource, path: string, world: World): string | undefined {
  const at = (input: string): string | undefined => world.text(resource, path === "" ? input : `${path}.${input}`);
  const name = at("metricName");
  return name === undefined ? undefined : `${at("namespace") ?? ""} ${name}`;
}

const compact = (metrics: readonly (string | undefined)[]): readonly string[] =>
  metrics.flatMap((metric) => (metric === undefined ? [] : [metric]));
