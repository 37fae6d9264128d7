import { changed, without } from "../../change-sample";
import { otherMonitor } from "../../facts/alarms";
import { type LagAlarm, lagAlarms, lagMetrics } from "../../facts/lag";
import { type Link, linksOf } from "../../facts/links";
import { fail, pass, perTier, rule, unknown, type Verdict } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { known } from "../../world/unseen";
import type { World } from "../../world/world";

const compliant: Sample = {
  declared: { rpoSeconds: 60 },
  resources: [
    { type: TYPES.dbCluster, name: "orders-eu", inputs: { masterUsername: "owner" } },
    {
      type: TYPES.globalCluster,
      name: "orders",
      inputs: { globalClusterIdentifier: "orders", sourceDbClusterIdentifier: ref("orders-eu") },
    },
    {
      type: TYPES.dbCluster,
      name: "orders-us",
      region: "us-east-1",
      inputs: { globalClusterIdentifier: ref("orders"), sourceRegion: "eu-west-1" },
    },
    {
      type: TYPES.alarm,
      name: "lag",
      region: "us-east-1",
      inputs: {
        namespace: "AWS/RDS",
        metricName: "AuroraGlobalDBRPOLag",
        dimensions: { DBClusterIdentifier: ref("orders-us") },
        threshold: 30_000,
      },
    },
  ],
};

export const lagAlarmPerLink = rule({
  id: "obs/lag-alarm-per-link",
  title: "Each copy in another region has an alarm on its lag, at or below what may be lost",
  scope: "environment",
  severity: perTier("none", "none", "error", "error"),
  why: "What the copy lacks on the day of the failover is lost. A lag that nobody watches is found out on that day.",
  source:
    "Aurora User Guide, failover and lag of global databases, https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-disaster-recovery.html; DynamoDB, ReplicationLatency, https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html",
  fix: "add an alarm on the lag's metric with a threshold at or below the recovery point objective",
  types: [
    TYPES.alarm,
    TYPES.globalCluster,
    TYPES.dbCluster,
    TYPES.dbInstance,
    TYPES.table,
    TYPES.tableReplica,
    TYPES.globalReplicationGroup,
    TYPES.replicationGroup,
    TYPES.bucket,
    TYPES.bucketReplication,
  ],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, without("lag")) },
  subjects: (world) => [
    ...new Set(
      linksOf(world)
        .filter((link) => isFar(link) && hasLag(link, world))
        .map(({ by }) => by),
    ),
  ],
  judge: (by, world) =>
    linksOf(world)
      .filter((link) => link.by === by && isFar(link) && hasLag(link, world) && !isSynchronous(link, world))
      .map((link) => judgeLink(link, world)),
});

/** A copy in the same region is no recovery from the loss of one. Regions that aren't known may differ. */
const isFar = ({ from, toRegion }: Link): boolean => toRegion === undefined || from.region !== toRegion;

/**
 * Buckets show how far a copy is behind only where replication metrics are switched on; elsewhere there is nothing to watch
 * [S3 user guide, monitoring replication with metrics].
 */
const hasLag = ({ kind, by, path }: Link, world: World): boolean =>
  kind !== "bucket-replication" || world.peek(by, `${path}.destination.metrics`) !== undefined;

/** Strongly consistent replicas never lag [DynamoDB, multi-Region strong consistency]. */
const isSynchronous = ({ kind, from, path, by }: Link, world: World): boolean =>
  kind === "table-replica" && (world.peek(by, `${path}.consistencyMode`) ?? from.inputs.consistencyMode) === "STRONG";

function judgeLink(link: Link, world: World): Verdict {
  const key = [link.from.name, link.to?.name ?? link.toRegion ?? link.path].join(" > ");
  const copy = link.to && link.to !== link.by ? `to ${link.to.name}` : `from ${link.from.name}`;
  const where = link.toRegion === undefined ? copy : `${copy} in ${link.toRegion}`;
  const alarms = lagAlarms(link, world);
  if (alarms.length === 0) {
    const other = hidden(link, world);
    if (other !== undefined) return unknown(other, { key });
    return fail(`replicates ${where} without an alarm on the lag (${lagMetrics(link)[0]})`, { key });
  }
  const inTime = alarms.filter(({ perSecond }) => perSecond > 0);
  // A count of what is pending has no time to compare.
  if (inTime.length < alarms.length) return pass(key);
  const rpo = known(() => world.declared("rpoSeconds"))?.value;
  if (rpo === undefined) return unknown("rpoSeconds, which a manifest declares", { key });
  const fires = inTime.map((alarm) => ({ ...alarm, after: thresholdOf(alarm, world) }));
  if (fires.some(({ after }) => after !== undefined && after <= rpo)) return pass(key);
  const [first] = fires;
  if (fires.some(({ after }) => after === undefined) || !first)
    return unknown(`threshold of ${first?.alarm.name}`, { key, input: "threshold" });
  return fail(
    `replicates ${where}, and the alarm on its lag (${first.alarm.name}) fires at ${first.after} s where ${rpo} s may be lost`,
    { key, related: [first.alarm] },
  );
}

/** An alarm against a band of normal values has no threshold to compare: it counts as unknown. */
const thresholdOf = ({ alarm, perSecond }: LagAlarm, world: World): number | undefined => {
  const threshold = known(() => world.number(alarm, "threshold"))?.value;
  return threshold === undefined ? undefined : threshold / perSecond;
};

/** What may watch the lag without the graph showing it as such an alarm. */
function hidden(link: Link, world: World): string | undefined {
  const other = otherMonitor(world);
  if (other !== undefined) return `what ${other} watches`;
  const events = world
    .referrers(link.from, [TYPES.bucketNotification], "bucket")
    .find((each) => JSON.stringify(each.inputs).includes("s3:Replication:"));
  return events && `who hears of the events of ${events.name}`;
}
