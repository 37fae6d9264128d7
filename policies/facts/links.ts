import type { GraphResource } from "../../blueprints/graph/graph";
import { isSecret, isUnknown, valueAt } from "../../blueprints/graph/values";
import { TYPES } from "../types";
import type { World } from "../world/world";
import { bucketLinks } from "./links-buckets";
import { tableLinks } from "./links-tables";

/** That one store's data is copied to another region (or bucket). */
export interface Link {
  readonly kind: "global-database" | "global-datastore" | "table-replica" | "bucket-replication" | "read-replica";
  /** Where the data is written. */
  readonly from: GraphResource;
  /** The copy; undefined where it is no resource of its own or was not read. */
  readonly to: GraphResource | undefined;
  /** Region of the copy, where known. */
  readonly toRegion: string | undefined;
  /** The resource that says so, with the input path below which it does. */
  readonly by: GraphResource;
  readonly path: string;
}

/** A global database or datastore with those of its members that the graph shows. */
export interface GlobalGroup {
  readonly resource: GraphResource;
  /** Undefined where nothing tells which member writes, or where it was not read. */
  readonly primary: GraphResource | undefined;
  readonly secondaries: readonly GraphResource[];
  /** Primary first. */
  readonly members: readonly GraphResource[];
}

/** All replication between stores of the graph, computed once. */
export const linksOf = (world: World): readonly Link[] =>
  world.fact("links", () => [
    ...groupLinks(globalDatabases(world), "global-database"),
    ...groupLinks(globalDatastores(world), "global-datastore"),
    ...tableLinks(world),
    ...bucketLinks(world),
    ...readReplicas(world),
  ]);

/** Aurora global databases: made from a source cluster, or empty with the first writer as a plain member. */
export const globalDatabases = (world: World): readonly GlobalGroup[] =>
  world.fact("globalDatabases", () =>
    world.all(TYPES.globalCluster).map((resource) => {
      const members = world.referrers(resource, [TYPES.dbCluster], "globalClusterIdentifier");
      const [source] = world.linked(resource, "sourceDbClusterIdentifier", TYPES.dbCluster);
      return group(resource, source, members, writerOf(resource, [...(source ? [source] : []), ...members]));
    }),
  );

/** ElastiCache global datastores. */
export const globalDatastores = (world: World): readonly GlobalGroup[] =>
  world.fact("globalDatastores", () =>
    world.all(TYPES.globalReplicationGroup).map((resource) => {
      const candidates = world.all(TYPES.replicationGroup);
      const primaryId = valueAt(resource.inputs, "primaryReplicationGroupId");
      const primary =
        world.linked(resource, "primaryReplicationGroupId", TYPES.replicationGroup)[0] ??
        // The same id may be in use in each region; the primary is in the global datastore's own.
        candidates.find(
          (one) => one.region === resource.region && valueAt(one.inputs, "replicationGroupId") === primaryId,
        );
      const joined = world.referrers(resource, [TYPES.replicationGroup], "globalReplicationGroupId");
      const others = candidates.filter((one) => one !== primary && joins(one, resource));
      return group(resource, primary, [...joined, ...others]);
    }),
  );

/** The global database or datastore that a cluster or replication group belongs to. */
export const globalOf = (store: GraphResource, world: World): GlobalGroup | undefined =>
  [...globalDatabases(world), ...globalDatastores(world)].find(({ members }) => members.includes(store));

/**
 * AWS puts five letters before the suffix. Where the id is handed from stack to stack it is unknown without a known
 * origin: the part that both belong to tells then.
 */
function joins(member: GraphResource, global: GraphResource): boolean {
  const id = valueAt(member.inputs, "globalReplicationGroupId");
  const suffix = valueAt(global.inputs, "globalReplicationGroupIdSuffix");
  if (typeof id === "string" && typeof suffix === "string") return id.endsWith(`-${suffix}`);
  return (isUnknown(id) || isSecret(id)) && member.part !== undefined && member.part === global.part;
}

function group(
  resource: GraphResource,
  first: GraphResource | undefined,
  rest: readonly GraphResource[],
  primary: GraphResource | undefined = first,
): GlobalGroup {
  const all = [...new Set([...(primary ? [primary] : []), ...(first ? [first] : []), ...rest])];
  return { resource, primary, secondaries: primary ? all.filter((one) => one !== primary) : [], members: all };
}

/** Who writes: what the cloud answered (a failover moves it), else the source, else the one that has a master user. */
function writerOf(global: GraphResource, members: readonly GraphResource[]): GraphResource | undefined {
  const answered = global.outputs?.globalClusterMembers;
  if (Array.isArray(answered)) {
    const writer: unknown = answered.find((one: { isWriter?: unknown }) => one?.isWriter === true)?.dbClusterArn;
    const found = members.find(({ outputs }) => outputs?.arn !== undefined && outputs.arn === writer);
    if (found) return found;
  }
  const [source] = members.filter((one) => !("globalClusterIdentifier" in one.inputs));
  if (source) return source;
  const owners = members.filter(({ inputs }) => inputs.masterUsername !== undefined && inputs.sourceRegion === undefined);
  return owners.length === 1 ? owners[0] : undefined;
}

const groupLinks = (groups: readonly GlobalGroup[], kind: Link["kind"]): Link[] =>
  groups.flatMap(({ resource, primary, secondaries }) =>
    primary
      ? secondaries.map((to) => ({ kind, from: primary, to, toRegion: to.region, by: resource, path: "" }))
      : [],
  );

/** Read replicas in another region than their source, of instances and of clusters. */
const readReplicas = (world: World): Link[] =>
  [
    ...world.all(TYPES.dbInstance).map((to) => [to, "replicateSourceDb"] as const),
    ...world.all(TYPES.dbCluster).map((to) => [to, "replicationSourceIdentifier"] as const),
  ].flatMap(([to, path]) =>
    world
      .linked(to, path, TYPES.dbInstance, TYPES.dbCluster)
      .filter((from) => from.region !== to.region)
      .map((from): Link => ({ kind: "read-replica", from, to, toRegion: to.region, by: to, path })),
  );
