import type { GraphResource } from "../../blueprints/graph/graph";
import { TYPES } from "../types";
import type { World } from "../world/world";
import { zonesBehind } from "./zones";

/**
 * Caches that hold what nobody can make again, such as sessions: those that services of the manifest write. What else is in
 * a cache can be read anew from where it came from.
 */
export const keptCaches = (world: World): readonly GraphResource[] =>
  world.all(TYPES.replicationGroup).filter(({ part }) => part !== undefined && writersOf(part, world).length > 0);

/** Names of the services that write a store, as declared. */
export const writersOf = (store: string, world: World): readonly string[] =>
  Object.entries(world.declares("services") ?? {}).flatMap(([name, { writes }]) =>
    writes.includes(store) ? [name] : [],
  );

/** Nodes a shard, the primary with them: given whole, or by replicas. The cloud's default is the primary alone. */
export function nodesOfShard(group: GraphResource, world: World): number {
  const replicas = world.number(group, "replicasPerNodeGroup");
  if (replicas !== undefined) return replicas + 1;
  return (world.number(group, "numCacheClusters") ?? 1) / (world.number(group, "numNodeGroups") ?? 1);
}

/** Zones in which a cache may place nodes: those of its subnet group. */
export function zonesOfCache(group: GraphResource, world: World): readonly string[] {
  const subnets = world.follow(group, "subnetGroupName", TYPES.cacheSubnetGroup);
  return [...new Set(subnets.flatMap((each) => zonesBehind(each, "subnetIds", world)))].sort();
}
