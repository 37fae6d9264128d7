import { entryOf } from "../../blueprints/graph/values";
import type { GraphResource } from "../../blueprints/graph/graph";
import { type RegionShare, shareOfEach } from "../../blueprints/manifest/region-share";
import { TYPES } from "../types";
import type { World } from "../world/world";
import { globalOf } from "./links";

/** What runs, and is paid for, without a request: by type, how many of it are kept. */
const KEPT: Readonly<Record<string, (resource: GraphResource, world: World) => number | undefined>> = {
  [TYPES.group]: (group, world) => world.number(group, "minSize"),
  [TYPES.eksNodeGroup]: (group, world) => world.number(group, "scalingConfig.minSize"),
  [TYPES.ecsService]: (service, world) => world.number(service, "desiredCount"),
  [TYPES.dbCluster]: (cluster, world) => world.referrers(cluster, [TYPES.dbClusterInstance], "clusterIdentifier").length,
  [TYPES.dbInstance]: () => 1,
  [TYPES.replicationGroup]: nodesOf,
};

export const KEEPERS: readonly string[] = Object.keys(KEPT);

/** How many instances, tasks or nodes a resource keeps at least; undefined where nothing says. */
export const keptBy = (resource: GraphResource, world: World): number | undefined =>
  entryOf(KEPT, resource.type)?.(resource, world);

/** Shards default to 1, replicas to none [ElastiCache API, CreateReplicationGroup]. */
function nodesOf(group: GraphResource, world: World): number {
  const clusters = world.number(group, "numCacheClusters");
  if (clusters !== undefined) return clusters;
  const replicas = world.number(group, "replicasPerNodeGroup") ?? 0;
  return (world.number(group, "numNodeGroups") ?? 1) * (replicas + 1);
}

/** The like of a resource in another region: the writer of its global store, or the one of the same part or name. */
export function likeIn(region: string, resource: GraphResource, world: World): GraphResource | undefined {
  const primary = globalOf(resource, world)?.primary;
  if (primary?.region === region) return primary;
  const there = world.all(resource.type).filter((each) => each.region === region);
  const ofPart = there.filter(({ part }) => part !== undefined && part === resource.part);
  return ofPart.find(({ name }) => name === resource.name) ?? ofPart[0] ?? there.find(({ name }) => name === resource.name);
}

/**
 * What one region must carry of the declared traffic: as the plan sizes it, so at tier global with another region gone. An
 * outage lasts hours, and for as long a zone of those that are left may fail as on any other day.
 */
export function shareOfRegion(world: World): RegionShare {
  const routing = world.declared("routing");
  return shareOfEach(world.declared("regions").length, routing, world.tier);
}

/** How a message names a rate that is the region's share of what is declared. */
export const askedOf = (rate: number, { share, words }: RegionShare): string =>
  `${shown(rate * share)} are asked of it (${words})`;

/** A rate as messages say it. */
export const shown = (rate: number): string => `${Math.round(rate)} requests a second`;
