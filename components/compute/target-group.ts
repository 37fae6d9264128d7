import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Make } from "../data/make";
import { type EntryLink, ORIGIN_HEADER } from "../links";
import type { GroupSettings } from "./group-args";
import { shortNamed } from "./names";

/** Probes of an instance by the load balancer: in after two good ones, out after three bad ones. */
export const PROBE = { intervalSeconds: 10, timeoutSeconds: 5, healthy: 2, unhealthy: 3 } as const;

/** Where the load balancer sends requests for this service, and by which. */
export function makeTargetGroup(
  make: Make,
  name: string,
  entry: EntryLink,
  settings: GroupSettings,
): { readonly targetGroup: aws.lb.TargetGroup; readonly rule: aws.lb.ListenerRule } {
  const { port, healthPath, transform } = settings;
  const targetGroup = make(
    aws.lb.TargetGroup,
    `${name}-targets`,
    {
      ...shortNamed(name, `${name}-targets`),
      vpcId: settings.network.vpcId,
      port,
      // TLS ends at the load balancer; from there security groups admit nobody else.
      protocol: "HTTP",
      targetType: "instance",
      healthCheck: {
        path: healthPath,
        protocol: "HTTP",
        port: "traffic-port",
        matcher: "200-299",
        interval: PROBE.intervalSeconds,
        timeout: PROBE.timeoutSeconds,
        healthyThreshold: PROBE.healthy,
        unhealthyThreshold: PROBE.unhealthy,
      },
      deregistrationDelay: settings.drainSeconds,
      // Least outstanding requests cannot go with a slow start [elasticloadbalancing/latest/application/edit-target-group-attributes.html].
      loadBalancingAlgorithmType: settings.slowStartSeconds > 0 ? "round_robin" : "least_outstanding_requests",
      slowStart: settings.slowStartSeconds,
      // Any instance answers any request: sessions live in their own store.
      stickiness: { type: "lb_cookie", enabled: false },
      tags: { ...settings.tags, Name: name },
    },
    { transform: transform.targetGroup, from: { port: "port", healthCheck: "healthPath" } },
  );
  const rule = make(
    aws.lb.ListenerRule,
    `${name}-paths`,
    {
      listenerArn: entry.listenerArn,
      priority: settings.priority,
      conditions: conditionsOf(settings.paths, entry.originSecret),
      actions: [{ type: "forward", targetGroupArn: targetGroup.arn }],
      tags: settings.tags,
    },
    { transform: transform.listenerRule, from: { priority: "priority", conditions: "paths" } },
  );
  entry.answerChecks?.(healthPath, targetGroup.arn);
  return { targetGroup, rule };
}

/** Conditions of a service's rule: its paths and, where one is asked for, the header that only the CDN knows. */
export const conditionsOf = (
  paths: readonly string[],
  originSecret: pulumi.Input<string> | undefined,
): aws.types.input.lb.ListenerRuleCondition[] => [
  { pathPattern: { values: [...paths] } },
  ...(originSecret === undefined ? [] : [{ httpHeader: { httpHeaderName: ORIGIN_HEADER, values: [originSecret] } }]),
];
