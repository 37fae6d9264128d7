import type { GraphResource } from "../../../blueprints/graph/graph";
import { entryOf } from "../../../blueprints/graph/values";
import { changed, withInputs } from "../../change-sample";
import { acts, kindOfPolicy } from "../../facts/scaling";
import { trackedMetric, trackingOf } from "../../facts/scaling-metrics";
import { fail, pass, perTier, rule, unknown } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";
import type { World } from "../../world/world";

const compliant: Sample = {
  resources: [
    {
      type: TYPES.scalingPolicy,
      name: "web-cpu",
      inputs: {
        autoscalingGroupName: "web",
        policyType: "TargetTrackingScaling",
        targetTrackingConfiguration: {
          predefinedMetricSpecification: { predefinedMetricType: "ASGAverageCPUUtilization" },
          targetValue: 50,
        },
      },
    },
  ],
};

const custom = (metricName: string, namespace: string) => ({
  targetTrackingConfiguration: { customizedMetricSpecification: { metricName, namespace }, targetValue: 50 },
});

/** Totals, which stay as they are, and times, which jump: AWS names these kinds as those that do not work. */
const UNFIT: Readonly<Record<string, string>> = {
  "AWS/ApplicationELB RequestCount": "a total, which stays the same with more instances",
  "AWS/ELB RequestCount": "a total, which stays the same with more instances",
  "AWS/ApplicationELB TargetResponseTime": "a latency, which does not fall in step with more instances",
  "AWS/ELB Latency": "a latency, which does not fall in step with more instances",
  "AWS/SQS ApproximateNumberOfMessagesVisible": "a backlog of all instances together, not of one",
  "AWS/SQS ApproximateAgeOfOldestMessage": "an age, which does not fall in step with more instances",
};

export const metricFallsWithCapacity = rule({
  id: "small/metric-falls-with-capacity",
  title: "Target tracking follows what falls in step as instances are added",
  scope: "resource",
  severity: perTier("none", "error", "error", "error"),
  why: "Target tracking computes how many instances bring the metric back to its target. A total does not move when they come, so it adds them up to the maximum, and takes them away while each is still full.",
  source:
    "EC2 Auto Scaling, target tracking, choose metrics, https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-target-tracking.html#target-tracking-choose-metrics; the same of Application Auto Scaling, https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-target-tracking.html",
  fix: "track a utilisation or a count for each instance: CPU, ALBRequestCountPerTarget, or the backlog divided by the instances",
  types: [TYPES.scalingPolicy, TYPES.appScalingPolicy],
  elsewhere: [],
  example: {
    compliant,
    failing: changed(compliant, withInputs("web-cpu", custom("RequestCount", "AWS/ApplicationELB"))),
  },
  subjects: (world) => world.all(TYPES.scalingPolicy, TYPES.appScalingPolicy),
  judge(policy, world) {
    if (kindOfPolicy(policy, world) !== "target tracking" || !acts(policy, world)) return undefined;
    const settings = trackingOf(policy);
    // The cloud's own are made for this.
    if (world.has(policy, `${settings}.predefinedMetricSpecification`)) return pass();
    const metric = trackedMetric(policy, world) ?? onlyQuery(policy, world);
    const why = metric === undefined ? undefined : entryOf(UNFIT, metric);
    if (why !== undefined) return fail(`tracks ${metric}, ${why}`, { input: settings });
    if (metric !== undefined && /Utili[sz]ation|Per(Target|Instance|Task|Unit)/i.test(metric)) return pass();
    return unknown(`whether ${metric ?? "the expression"} of ${policy.name} falls as instances are added`, {
      input: settings,
    });
  },
});

/** The metric of a query that computes nothing. */
function onlyQuery(policy: GraphResource, world: World): string | undefined {
  const path = `${trackingOf(policy)}.customizedMetricSpecification.metrics`;
  const [first, ...more] = world.list(policy, path);
  if (first === undefined || more.length > 0 || world.has(policy, `${path}[0].expression`)) return undefined;
  const at = (input: string): string => world.text(policy, `${path}[0].metricStat.metric.${input}`) ?? "";
  return `${at("namespace")} ${at("metricName")}`;
}
