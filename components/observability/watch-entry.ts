import facts from "../../blueprints/facts/alarms.json";
import type { AlarmsComponentArgs } from "./alarms-args";
import type { Alarm } from "./watch";

const { thresholds } = facts;

/** The way in: errors, slowness, targets that do not come back, groups that cannot grow any more. */
export function entryAlarms(args: AlarmsComponentArgs): readonly Alarm[] {
  const { entry } = args;
  if (!entry) return [];
  const balancer = { LoadBalancer: entry.loadBalancerArnSuffix };
  // Error metrics exist only in minutes with an error, and none of these where nobody asks: no value is no trouble.
  const silent = { periodSeconds: 300, missing: "notBreaching" } as const;
  return [
    {
      name: "errors",
      description: `More than ${args.errorPercent} % of requests end in an error of a service`,
      of: {
        metrics: {
          errors: { metric: "targetErrors", dimensions: balancer },
          requests: { metric: "requests", dimensions: balancer },
        },
        expression: `IF(errors >= ${thresholds.errorsMinimum.value}, 100 * errors / requests, 0)`,
      },
      when: ">",
      threshold: args.errorPercent,
      periods: 2,
      ...silent,
      from: { threshold: "errorPercent" },
    },
    {
      name: "refused",
      description: `The load balancer itself answers with an error ${args.errorCount} times in five minutes`,
      of: { metric: "balancerErrors", dimensions: balancer },
      when: ">=",
      threshold: args.errorCount,
      periods: 2,
      ...silent,
      from: { threshold: "errorCount" },
    },
    {
      name: "slow",
      description: `1 of 100 requests takes longer than the ${args.latencyP99Ms} ms that are promised`,
      of: { metric: "latency", dimensions: balancer },
      when: ">",
      threshold: args.latencyP99Ms / 1000,
      periods: 3,
      ...silent,
      from: { threshold: "latencyP99Ms" },
    },
    ...targetAlarms(args, balancer),
  ];
}

const targetAlarms = ({ targets = [] }: AlarmsComponentArgs, balancer: { readonly LoadBalancer: Suffix }): Alarm[] =>
  targets.map(({ name, arnSuffix, rests = false }) => ({
    name: `${name}-unhealthy`,
    description: `${name} has failed its health check for ten minutes: replacing it does not help`,
    of: { metric: "unhealthy", dimensions: { ...balancer, TargetGroup: arnSuffix } },
    when: ">=",
    threshold: 1,
    periodSeconds: 300,
    periods: 2,
    // Published as long as anything is registered: without a value nothing is, and nobody answers; as planned, where it rests.
    missing: rests ? "notBreaching" : "breaching",
    from: {},
  }));
type Suffix = NonNullable<AlarmsComponentArgs["entry"]>["loadBalancerArnSuffix"];

export const groupAlarms = ({ groups = [] }: AlarmsComponentArgs): readonly Alarm[] =>
  groups.map(({ name, groupName, maximum }) => ({
    name: `${name}-full`,
    description: `${name} has had all of its ${maximum} instances for a quarter of an hour: more load finds no more`,
    of: { metric: "inService", dimensions: { AutoScalingGroupName: groupName } },
    when: ">=",
    threshold: maximum,
    periodSeconds: 300,
    periods: 3,
    // Auto Scaling publishes without a guarantee; a gap says nothing about the group.
    missing: "ignore",
    from: { threshold: "groups" },
  }));

export const cdnAlarms = ({ distribution, errorPercent }: AlarmsComponentArgs): readonly Alarm[] =>
  distribution
    ? [
        {
          name: "errors",
          description: `More than ${errorPercent} % of what visitors ask the CDN for ends in an error`,
          of: { metric: "cdnErrors", dimensions: { DistributionId: distribution.id, Region: "Global" } },
          when: ">",
          threshold: errorPercent,
          periodSeconds: 300,
          periods: 2,
          // No visitors, no value.
          missing: "notBreaching",
          from: { threshold: "errorPercent" },
        },
      ]
    : [];
