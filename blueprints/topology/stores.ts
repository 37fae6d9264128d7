import type { GraphResource } from "../graph/graph";
import { TYPES } from "../graph/types";
import { valueAt } from "../graph/values";
import { groupBy } from "../group-by";
import type { Reader } from "./reader";
import { readerScaling } from "./readers";
import type { Store, StoreMember } from "./topology";

const NOWHERE = "unknown region";

/** What holds data, with its members by region. */
export const storesOf = (reader: Reader): readonly Store[] => [
  ...clusters(reader),
  ...instances(reader),
  ...caches(reader),
  ...tables(reader),
];

/** Clusters that one global database joins are one store; others stand alone. */
function clusters(reader: Reader): readonly Store[] {
  const all = reader.view.ofType(TYPES.dbCluster);
  const globals = reader.view.ofType(TYPES.globalCluster);
  const joined = globals.map((global) => ({
    global,
    members: all.filter((cluster) => belongs(cluster, global, reader)),
  }));
  const taken = new Set(joined.flatMap(({ members }) => members));
  return [
    ...joined.filter(({ members }) => members.length > 0).map(({ members }) => clusterStore(members, reader)),
    ...all.filter((cluster) => !taken.has(cluster)).map((cluster) => clusterStore([cluster], reader)),
  ];
}

function belongs(cluster: GraphResource, global: GraphResource, reader: Reader): boolean {
  const id = reader.text(global, "globalClusterIdentifier");
  if (id !== undefined && reader.text(cluster, "globalClusterIdentifier") === id) return true;
  return [...reader.view.from(global), ...reader.view.to(global)].some(
    ({ from, to, by }) => by !== "order" && (from === cluster || to === cluster),
  );
}

function clusterStore(members: readonly GraphResource[], reader: Reader): Store {
  const [first] = members;
  const writers = members.filter(
    (each) => !reader.has(each, "globalClusterIdentifier") || !reader.has(each, "sourceRegion"),
  );
  const proxied = members.some((each) => reader.referrers(each, PROXY_TARGET).length > 0);
  return {
    name: first?.part ?? first?.name ?? "",
    kind: "aurora",
    members: members.map((cluster): StoreMember => {
      const instances = reader.referrers(cluster, TYPES.dbClusterInstance);
      const count = instances.length;
      if (count === 0) reader.note("instances", cluster);
      return {
        resource: cluster.name,
        region: cluster.region ?? NOWHERE,
        role: writers[0] === cluster ? "writer" : "secondary",
        ...(count > 0 && { standbys: count - 1 }),
        automatic: true,
        ...classOf(instances[0], "instanceClass"),
        ...readerScaling(cluster, reader),
      };
    }),
    spans: members.length > 1,
    writesEverywhere: false,
    proxy: proxied,
    ...engineOf(first),
  };
}

function classOf(member: GraphResource | undefined, input: string): { readonly class?: string } {
  const name = member && valueAt(member.inputs, input);
  return typeof name === "string" ? { class: name } : {};
}

function engineOf(member: GraphResource | undefined): { readonly engine?: string } {
  const name = member && valueAt(member.inputs, "engine");
  return typeof name === "string" ? { engine: name } : {};
}

const PROXY_TARGET = "aws:rds/proxyTarget:ProxyTarget";

/** Instances that copy another are its readers, not stores of their own; a reader is promoted by somebody. */
function instances(reader: Reader): readonly Store[] {
  const all = reader.view.ofType(TYPES.dbInstance);
  const isReader = (each: GraphResource): boolean => reader.has(each, "replicateSourceDb");
  return all
    .filter((each) => !isReader(each))
    .map((instance) => {
      const copies = reader.referrers(instance, TYPES.dbInstance).filter(isReader);
      return {
        name: instance.part ?? instance.name,
        kind: "rds" as const,
        members: [
          {
            resource: instance.name,
            region: instance.region ?? NOWHERE,
            role: "writer" as const,
            standbys: reader.flag(instance, "multiAz") ? 1 : 0,
            automatic: true,
            ...classOf(instance, "instanceClass"),
          },
          ...copies
            .filter(({ region }) => region !== instance.region)
            .map((copy) => ({
              resource: copy.name,
              region: copy.region ?? NOWHERE,
              role: "secondary" as const,
              standbys: 0,
              automatic: false,
            })),
        ],
        spans: copies.some(({ region }) => region !== instance.region),
        writesEverywhere: false,
        proxy: reader.referrers(instance, PROXY_TARGET).length > 0,
        ...engineOf(instance),
      };
    });
}

function caches(reader: Reader): readonly Store[] {
  const all = reader.view.ofType(TYPES.replicationGroup);
  const globals = reader.view.ofType(TYPES.globalReplicationGroup);
  const together = globals.map((global) =>
    all.filter(
      (group) =>
        [...reader.view.from(global), ...reader.view.to(global)].some(
          ({ from, to }) => from === group || to === group,
        ) ||
        (group.part !== undefined && group.part === global.part),
    ),
  );
  const taken = new Set(together.flat());
  return [
    ...together.filter((members) => members.length > 0).map((members) => cacheStore(members, true, reader)),
    ...byPart(all.filter((group) => !taken.has(group))).map((members) => cacheStore(members, false, reader)),
  ];
}

/** Caches of one part in several regions are one thing to people, though each region has its own. */
const byPart = (groups: readonly GraphResource[]): readonly (readonly GraphResource[])[] => [
  ...groupBy(groups, ({ part, id }) => part ?? id).values(),
];

function cacheStore(members: readonly GraphResource[], spans: boolean, reader: Reader): Store {
  const writer = members.find((each) => !reader.has(each, "globalReplicationGroupId")) ?? members[0];
  return {
    name: writer?.part ?? writer?.name ?? "",
    kind: "cache",
    members: members.map((group) => {
      const nodes = reader.number(group, "numCacheClusters");
      const replicas = reader.number(group, "replicasPerNodeGroup");
      const standbys = nodes === undefined ? replicas : nodes - 1;
      return {
        resource: group.name,
        region: group.region ?? NOWHERE,
        role: !spans || group === writer ? ("writer" as const) : ("secondary" as const),
        ...(standbys !== undefined && { standbys }),
        automatic: reader.flag(group, "automaticFailoverEnabled"),
        // A secondary of a Global Datastore has its primary's class.
        ...classOf(reader.has(group, "nodeType") ? group : writer, "nodeType"),
      };
    }),
    spans,
    writesEverywhere: !spans && members.length > 1,
    proxy: false,
    ...shardsOf(writer, reader),
  };
}

function shardsOf(group: GraphResource | undefined, reader: Reader): { readonly shards?: number } {
  const shards = group === undefined ? undefined : reader.number(group, "numNodeGroups");
  return shards === undefined || shards < 2 ? {} : { shards };
}

const tables = (reader: Reader): readonly Store[] =>
  reader.view.ofType(TYPES.table).map((table) => {
    const named = reader.list(table, "replicas").flatMap((each) => {
      const region = typeof each === "object" && each !== null && "regionName" in each ? each.regionName : undefined;
      return typeof region === "string" ? region : [];
    });
    const others = [...named, ...reader.referrers(table, TYPES.tableReplica).flatMap(({ region }) => region ?? [])];
    const regions = [...new Set([table.region ?? NOWHERE, ...others])];
    return {
      name: table.part ?? table.name,
      kind: "table" as const,
      members: regions.map((region) => ({
        resource: table.name,
        region,
        role: "writer" as const,
        standbys: 2,
        automatic: true,
      })),
      spans: regions.length > 1,
      writesEverywhere: true,
      proxy: false,
    };
  });
