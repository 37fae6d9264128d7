import type { GraphResource } from "../../graph/graph";
import { fixed, HOURS_A_MONTH } from "../amount";
import { type Meter, type MeterContext, type Meters, numberAt, setting, textAt } from "../meter";

const SERVICE = "Amazon ElastiCache";
const GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";

const replicationGroup: Meter = (resource, context) => {
  const described = textAt(resource, "nodeType") === undefined ? leaderOf(resource, context) : resource;
  const type = described && textAt(described, "nodeType");
  if (type === undefined) return [{ service: SERVICE, what: "nodes", reason: "the node type is not known yet" }];
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
