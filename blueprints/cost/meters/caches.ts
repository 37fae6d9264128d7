import type { GraphResource } from "../../graph/graph";
import { fixed, HOURS_A_MONTH, times } from "../amount";
import { type Meter, type MeterContext, type Meters, numberAt, regionOf, setting, textAt } from "../meter";
import { gigabytes, rpsIn } from "../traffic";

const SERVICE = "Amazon ElastiCache";
const GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";

const replicationGroup: Meter = (resource, context) => {
  const described = textAt(resource, "nodeType") === undefined ? leaderOf(resource, context) : resource;
  const type = described && textAt(described, "nodeType");
  if (type === undefined) return [{ service: SERVICE, what: "nodes", reason: "the node type is not known yet" }];
  const { usage } = context;
  const rps = rpsIn(context.traffic, regionOf(resource));
  const engine = textAt(described ?? resource, "engine") === "valkey" ? "valkey" : "redis";
  const shards = numberAt(resource, "numNodeGroups") ?? 1;
  const replicas = numberAt(resource, "replicasPerNodeGroup");
  const nodes = replicas === undefined ? (numberAt(resource, "numCacheClusters") ?? 1) : shards * (1 + replicas);
  return [
    {
      service: SERVICE,
      what: `${type} nodes`,
      price: `elasticache.${engine}.${type}`,
      quantity: fixed(nodes * HOURS_A_MONTH),
      basis: setting(resource, `${nodes} nodes (${engine})`, "numCacheClusters"),
    },
    {
      service: "Data transfer",
      what: "between zones",
      price: "transfer.zones",
      // Billed in both directions, for what crosses into another zone.
      quantity: times(gigabytes(rps, usage.sessionKB), 2 * usage.otherZoneShare.value),
      basis: {
        kind: "traffic",
        text: `${usage.sessionKB.expected} KB a request: ${usage.sessionKB.reason}; ${usage.otherZoneShare.reason}`,
      },
    },
  ];
};

/** A follower in a global datastore has the leader's node type; both carry the same id. */
function leaderOf(resource: GraphResource, { view }: MeterContext): GraphResource | undefined {
  const id = textAt(resource, "replicationGroupId");
  return view
    .ofType(GROUP)
    .find((other) => textAt(other, "replicationGroupId") === id && textAt(other, "nodeType") !== undefined);
}

export const cacheMeters: Meters = { [GROUP]: replicationGroup };
