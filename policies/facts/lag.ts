import type { GraphResource } from "../../blueprints/graph/graph";
import { TYPES } from "../types";
import { known } from "../world/unseen";
import type { World } from "../world/world";
import { alarmsOn, metricName, metricsOf } from "./alarms";
import type { Link } from "./links";

/**
 * Metrics that tell how far behind a copy is, with how many of its units make a second; 0 where it counts something else
 * [CloudWatch metrics of Aurora, ElastiCache, DynamoDB, S3 replication, RDS].
 */
const LAG: Readonly<Record<Link["kind"], Readonly<Record<string, number>>>> = {
  "global-database": {
    AuroraGlobalDBRPOLag: 1000,
    AuroraGlobalDBReplicationLag: 1000,
    AuroraGlobalDBProgressLag: 1000,
  },
  "global-datastore": { GlobalDatastoreReplicationLag: 1 },
  "table-replica": { ReplicationLatency: 1000 },
  "bucket-replication": { ReplicationLatency: 1, OperationsPendingReplication: 0, BytesPendingReplication: 0 },
  "read-replica": { ReplicaLag: 1, AuroraBinlogReplicaLag: 1, AuroraReplicaLag: 1000 },
};

export const lagMetrics = (link: Link): readonly string[] => Object.keys(LAG[link.kind]);

/** An alarm on a link's lag. */
export interface LagAlarm {
  readonly alarm: GraphResource;
  readonly metric: string;
  /** How many of the metric's units make a second; 0 where it is no time. */
  readonly perSecond: number;
}

/** Alarms on how far behind a link's copy is; some services publish that on one side, some on the other. */
export function lagAlarms(link: Link, world: World): readonly LagAlarm[] {
  const sides = [link.from, ...(link.to ? [link.to] : [])];
  const members = sides.flatMap((side) => world.referrers(side, [TYPES.dbClusterInstance], "clusterIdentifier"));
  const near = new Set([...sides, ...members].flatMap((each) => alarmsOn(each, world)));
  return [...near].flatMap((alarm) =>
    metricsOf(alarm, world).flatMap((metric): LagAlarm | [] => {
      const name = known(() => metricName(metric, world))?.value ?? "";
      const perSecond = LAG[link.kind][name];
      if (perSecond === undefined || !reaches(alarm, metric.at, link, world)) return [];
      return { alarm, metric: name, perSecond };
    }),
  );
}

/** A table has a metric for each region that receives; the dimension names it. */
function reaches(alarm: GraphResource, at: string, link: Link, world: World): boolean {
  if (link.kind !== "table-replica" || link.toRegion === undefined) return true;
  const receiver = known(() => world.text(alarm, `${at}dimensions.ReceivingRegion`))?.value;
  return receiver === undefined || receiver === link.toRegion;
}
