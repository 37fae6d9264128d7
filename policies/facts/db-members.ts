import type { GraphResource } from "../../blueprints/graph/graph";
import { dbClass, memoryGiB } from "../../blueprints/topology/db-class";
import { TYPES } from "../types";
import type { World } from "../world/world";

/** Instances of an Aurora cluster; of Multi-AZ clusters (which have a class of their own) there are none. */
export const instancesOf = (cluster: GraphResource, world: World): readonly GraphResource[] =>
  world.referrers(cluster, [TYPES.dbClusterInstance], "clusterIdentifier");

export const isAurora = (cluster: GraphResource, world: World): boolean =>
  world.text(cluster, "engine")?.startsWith("aurora") === true;

/** Aurora's default tier is 1 in the cloud's API, 0 in the provider, which always sends it. */
export const promotionTier = (instance: GraphResource, world: World): number =>
  world.number(instance, "promotionTier") ?? 0;

/** Size of a class as a number to compare by: memory, or nothing where it isn't known. */
export const strength = (name: string): number | undefined => memoryGiB(name);

export const isServerless = (name: string): boolean => name === "db.serverless";

/** True where the first class is surely smaller than the second. */
export function weaker(one: string, other: string): boolean {
  if (one === other) return false;
  const [a, b] = [strength(one), strength(other)];
  if (a !== undefined && b !== undefined) return a < b;
  const [x, y] = [dbClass(one), dbClass(other)];
  return x !== undefined && y !== undefined && x.family === y.family && rank(x.size) < rank(y.size);
}

const SIZES = ["micro", "small", "medium", "large", "xlarge"];
function rank(size: string): number {
  const times = /^(\d+)xlarge$/.exec(size)?.[1];
  return times === undefined ? SIZES.indexOf(size) : SIZES.length + Number(times);
}
