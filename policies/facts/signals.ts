import type { GraphResource } from "../../blueprints/graph/graph";
import { TYPES } from "../types";
import { unseen } from "../world/unseen";
import type { World } from "../world/world";
import { kindOf, listenersOf } from "./balancers";

/** One way in which a part gets into trouble, and the metrics that show it. */
export interface Signal {
  readonly what: string;
  readonly metrics: RegExp;
}

/**
 * Errors, latency and saturation of each kind of part: the golden signals
 * [sre.google/sre-book/monitoring-distributed-systems], with the metrics of
 * docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html,
 * docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html.
 */
const BALANCER: readonly Signal[] = [
  { what: "errors of its own", metrics: /^(HTTPCode_ELB_5XX_Count|HTTPCode_ELB_50\d_Count|RejectedConnectionCount)$/ },
  { what: "errors of its targets", metrics: /^(HTTPCode_Target_5XX_Count|TargetConnectionErrorCount)$/ },
  { what: "slow answers", metrics: /^TargetResponseTime$/ },
];
const TARGETS: readonly Signal[] = [
  { what: "targets that fail their health check", metrics: /^(Un)?[Hh]ealthy(Host|State)\w*$/ },
];
const CACHE: readonly Signal[] = [
  { what: "busy processors", metrics: /^(Engine)?CPUUtilization$/ },
  { what: "full memory", metrics: /^(Database(Capacity|Memory)Usage\w*|FreeableMemory|Evictions|BytesUsedForCache)$/ },
];
const DATABASE: readonly Signal[] = [
  { what: "busy processors", metrics: /^(CPUUtilization|DBLoad\w*|ACUUtilization)$/ },
];
const READERS: readonly Signal[] = [{ what: "readers that lag", metrics: /^(AuroraReplicaLag\w*|ReplicaLag)$/ }];
const FLEET: readonly Signal[] = [
  { what: "having reached its maximum", metrics: /^Group(InService|Total|Desired)(Instances|Capacity)$/ },
];

/** What should be watched of a part; nothing of a kind that this does not know. */
export function signalsOf(part: GraphResource, world: World): readonly Signal[] {
  switch (part.type) {
    case TYPES.loadBalancer:
      return kindOf(part, world) === "application" && listenersOf(part, world).length > 0 ? BALANCER : [];
    case TYPES.targetGroup:
      return world.referrers(part, [TYPES.listener, TYPES.listenerRule]).length > 0 ? TARGETS : [];
    case TYPES.replicationGroup:
      return CACHE;
    case TYPES.dbCluster:
      return [...DATABASE, ...(hasReaders(part, world) ? READERS : [])];
    case TYPES.dbInstance:
      return [...DATABASE, ...(world.has(part, "replicateSourceDb") ? READERS : [])];
    case TYPES.group:
      return world.referrers(part, [TYPES.scalingPolicy], "autoscalingGroupName").length > 0 ? FLEET : [];
    default:
      return [];
  }
}

export const WATCHED: readonly string[] = [
  TYPES.loadBalancer,
  TYPES.targetGroup,
  TYPES.replicationGroup,
  TYPES.dbCluster,
  TYPES.dbInstance,
  TYPES.group,
];

function hasReaders(cluster: GraphResource, world: World): boolean {
  if (!/^aurora/.test(world.text(cluster, "engine") ?? "")) return false;
  return world.referrers(cluster, [TYPES.dbClusterInstance], "clusterIdentifier").length > 1;
}

/** Namespace of a part's metrics, for alarms that look at a whole namespace. */
export function namespaceOf(part: GraphResource): string {
  const found = NAMESPACES[part.type];
  if (found === undefined) throw unseen(part, "namespace of its metrics");
  return found;
}

const NAMESPACES: Readonly<Record<string, string>> = {
  [TYPES.loadBalancer]: "AWS/ApplicationELB",
  [TYPES.targetGroup]: "AWS/ApplicationELB",
  [TYPES.replicationGroup]: "AWS/ElastiCache",
  [TYPES.dbCluster]: "AWS/RDS",
  [TYPES.dbInstance]: "AWS/RDS",
  [TYPES.group]: "AWS/AutoScaling",
};
