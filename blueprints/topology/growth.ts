import type { GraphResource } from "../graph/graph";
import { TYPES } from "../graph/types";
import { isRecord, valueAt } from "../graph/values";
import type { Reader } from "./reader";

/** How a pool grows: what makes it add units, and how long one takes. What is not written is left out, never guessed. */
export interface Growth {
  /** Mean utilisation that units are kept at, 0 to 1. */
  readonly utilisation?: number;
  /** Requests a minute that one unit is asked for. */
  readonly requestsPerMinute?: number;
  /** Launches ahead of what a forecast says. */
  readonly predictive: boolean;
  /** Seconds until a new unit counts. */
  readonly bootSeconds?: number;
  /** Units that stand ready, stopped. */
  readonly warm: number;
}

/** Of an Auto Scaling group: its policies of target tracking, those that predict, its warm-up and warm pool. */
export function groupGrowth(group: GraphResource, reader: Reader): Growth {
  const policies = reader.referrers(group, TYPES.scalingPolicy);
  const tracked = (metric: string): number | undefined =>
    least(policies.filter((policy) => metricOf(policy) === metric).map((policy) => numberIn(policy, TARGET)));
  const use = tracked("ASGAverageCPUUtilization");
  const requests = tracked("ALBRequestCountPerTarget");
  const boot = numberIn(group, "defaultInstanceWarmup");
  const ahead = policies.some(
    ({ inputs }) => valueAt(inputs, "predictiveScalingConfiguration.mode") === "ForecastAndScale",
  );
  return {
    ...(use !== undefined && { utilisation: use / 100 }),
    ...(requests !== undefined && { requestsPerMinute: requests }),
    predictive: ahead,
    ...(boot !== undefined && { bootSeconds: boot }),
    warm: numberIn(group, "warmPool.minSize") ?? 0,
  };
}

const TARGET = "targetTrackingConfiguration.targetValue";
const metricOf = ({ inputs }: GraphResource): unknown =>
  valueAt(inputs, "targetTrackingConfiguration.predefinedMetricSpecification.predefinedMetricType");

/** Of a HorizontalPodAutoscaler, in either version: the share of the CPU that pods ask for. */
export function podGrowth(scaler: GraphResource): Growth {
  const metrics = valueAt(scaler.inputs, "spec.metrics");
  const shares = (Array.isArray(metrics) ? metrics : []).map((metric: unknown) => {
    const share = isRecord(metric) && valueAt(metric, "resource.target.averageUtilization");
    return typeof share === "number" ? share : undefined;
  });
  const share = least([...shares, numberIn(scaler, "spec.targetCPUUtilizationPercentage")]);
  return { ...(share !== undefined && { utilisation: share / 100 }), predictive: false, warm: 0 };
}

/** The type of a group's instances: the first that its policy lists, else its template's. */
export function instanceType(group: GraphResource, reader: Reader): string | undefined {
  const listed = valueAt(group.inputs, "mixedInstancesPolicy.launchTemplate.overrides.0.instanceType");
  if (typeof listed === "string") return listed;
  const [template] = [
    ...reader.linked(group, "launchTemplate", TYPES.launchTemplate),
    ...reader.linked(group, "mixedInstancesPolicy", TYPES.launchTemplate),
  ];
  const type = valueAt((template ?? group).inputs, "instanceType");
  return typeof type === "string" ? type : undefined;
}

/** The tightest of those that are known. */
const least = (values: readonly (number | undefined)[]): number | undefined => {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
};

function numberIn({ inputs }: GraphResource, path: string): number | undefined {
  const value = valueAt(inputs, path);
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}
