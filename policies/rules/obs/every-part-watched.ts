import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, without } from "../../change-sample";
import { alarmsOn, metricNames, otherMonitor, watchesAll } from "../../facts/alarms";
import { isDeadLetter } from "../../facts/queues";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample, type SampleResource } from "../../sample";
import { TYPES } from "../../types";
import { anyOf } from "../../world/any";
import { UnseenValue } from "../../world/unseen";
import type { World } from "../../world/world";

const alarm = (name: string, metricName: string, dimensions: object): SampleResource => ({
  type: TYPES.alarm,
  name,
  inputs: { metricName, dimensions, threshold: 10 },
});

const compliant: Sample = {
  resources: [
    { type: TYPES.loadBalancer, name: "entry", inputs: { name: "entry" } },
    alarm("entry-errors", "HTTPCode_Target_5XX_Count", { LoadBalancer: ref("entry") }),
    { type: TYPES.dbCluster, name: "orders", inputs: { clusterIdentifier: "orders" } },
    { type: TYPES.dbClusterInstance, name: "orders-0", inputs: { clusterIdentifier: ref("orders") } },
    alarm("orders-connections", "DatabaseConnections", { DBClusterIdentifier: ref("orders") }),
  ],
};

export const everyPartWatched = rule({
  id: "obs/every-part-watched",
  title: "Every entry, store, queue and cache has an alarm on errors or saturation",
  scope: "stack",
  severity: perTier("warning", "warning", "error", "error"),
  why: "The part that nobody watches is the one that fails first: a full disk or a queue that grows for hours is seen when customers are.",
  source:
    "AWS Well-Architected, Reliability Pillar, REL06-BP01 monitor all components for the workload, https://docs.aws.amazon.com/wellarchitected/latest/framework/rel06.html",
  fix: "add an alarm on a metric of this resource that tells errors, latency or how full it is",
  types: [
    TYPES.loadBalancer,
    TYPES.dbInstance,
    TYPES.dbCluster,
    TYPES.dbClusterInstance,
    TYPES.queue,
    TYPES.replicationGroup,
    TYPES.table,
    TYPES.alarm,
  ],
  elsewhere: [
    {
      tool: "aws-config",
      id: "cloudwatch-alarm-resource-check",
      note: "holds one type of resource and one metric a rule",
    },
  ],
  example: { compliant, failing: changed(compliant, without("orders-connections")) },
  subjects: (world) =>
    world.all(...Object.keys(PARTS)).filter((part) => {
      // Read replicas of a cluster, and queues of failed messages, have rules of their own.
      if (part.type === TYPES.queue) return !isDeadLetter(part, world);
      return true;
    }),
  judge(part, world) {
    const alarms = watchersOf(part, world);
    if (anyOf(alarms, (each) => tellsHealth(each, world))) return pass();
    const other = otherMonitor(world);
    if (other !== undefined) throw new UnseenValue(`what ${other} watches`);
    const [only] = alarms;
    if (!only) return fail("has no alarm");
    return fail(
      `is only watched for its traffic (${metricNames(only, world).join(", ")}), not for errors or saturation`,
      {
        related: alarms,
      },
    );
  },
});

/** Namespace of the metrics of each kind of part [CloudWatch, services that publish metrics]. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  [TYPES.loadBalancer]: ["AWS/ApplicationELB", "AWS/NetworkELB"],
  [TYPES.dbInstance]: ["AWS/RDS"],
  [TYPES.dbCluster]: ["AWS/RDS"],
  [TYPES.queue]: ["AWS/SQS"],
  [TYPES.replicationGroup]: ["AWS/ElastiCache"],
  [TYPES.table]: ["AWS/DynamoDB"],
};

/** Alarms on a part, on a member of it, or on all parts of its kind. */
function watchersOf(part: GraphResource, world: World): readonly GraphResource[] {
  const members = world.referrers(part, [TYPES.dbClusterInstance], "clusterIdentifier");
  const all = world
    .all(TYPES.alarm)
    .filter(({ region }) => region === part.region)
    .filter((each) => (PARTS[part.type] ?? []).some((namespace) => watchesAll(each, namespace, world)));
  return [...new Set([part, ...members].flatMap((each) => alarmsOn(each, world)).concat(all))];
}

/** Metrics that say how much there is to do, not whether it is done. A band of normal values makes them a sign too. */
const TRAFFIC =
  /^(RequestCount(PerTarget)?|(Active|New)(Connection|Flow)Count\w*|ProcessedBytes\w*|Processed(Packets)|ConsumedLCUs\w*|NumberOf(Messages|EmptyReceives)\w*|SentMessageSize|Consumed(Read|Write)CapacityUnits|Network(In|Out|BytesIn|BytesOut|Receive|Transmit)\w*)$/;

function tellsHealth(each: GraphResource, world: World): boolean {
  if (world.has(each, "thresholdMetricId")) return true;
  const names = metricNames(each, world);
  return names.length === 0 || names.some((name) => !TRAFFIC.test(name));
}
