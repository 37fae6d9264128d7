import type { GraphResource } from "../../../blueprints/graph/graph";
import { groupBy } from "../../../blueprints/group-by";
import { frontsOf } from "../../facts/callers";
import { TYPES } from "../../types";
import type { World } from "../../world/world";
import { calledBy, distinct, flagAt, numberAt, said, textAt } from "./look";
import { type Fields, Said, type Section, section } from "./said";
import type { Where } from "./where";

export interface Stores {
  readonly section: Section;
  /** Names by what holds the data: clusters and instances that are nobody's copy. */
  readonly names: ReadonlyMap<GraphResource, string>;
}

/** Aurora's storage whose I/O is not billed; standard storage is answered by nothing or `aurora`. */
const IO_OPTIMIZED = "aurora-iopt1";
const AURORA = /^aurora-(postgresql|mysql)$/;
const RDS = /^(postgres|mysql)$/;

/** Relational stores: clusters of one global database are one, read replicas belong to what they copy. */
export function storesOf(where: Where): Stores {
  const { world, words } = where;
  const names = new Map<GraphResource, string>();
  const taken = new Set<string>(["sessions"]);
  const entries: (readonly [string, Section])[] = [];
  const add = (members: readonly GraphResource[], describe: () => Fields): void => {
    const [first] = members;
    if (!first) return;
    const wanted = storeName(first, world, words);
    const name = distinct(wanted === "sessions" ? "main" : wanted, taken);
    taken.add(name);
    for (const member of members) names.set(member, name);
    entries.push([name, section(describe())]);
  };
  const clusters = world.all(TYPES.dbCluster).filter((each) => AURORA.test(textAt(each, "engine") ?? ""));
  for (const members of groupBy(clusters, (each) => globalOf(each, world)?.id ?? each.id).values()) {
    const ordered = [...members].sort((a, b) => rank(a, where) - rank(b, where));
    add(ordered, () => auroraStore(ordered, where));
  }
  for (const instance of world.all(TYPES.dbInstance))
    if (RDS.test(textAt(instance, "engine") ?? "") && !isCopy(instance))
      add([instance], () => rdsStore(instance, world));
  return { section: new Map(entries), names };
}

/** The database that it was made with says best what it holds. */
function storeName(store: GraphResource, world: World, words: readonly string[]): string {
  if (store.part !== undefined) return store.part;
  return calledBy(store, world, words, "main");
}

const isCopy = (instance: GraphResource): boolean => textAt(instance, "replicateSourceDb") !== undefined;

/** Writers first: a secondary names the region that it copies. */
const rank = (cluster: GraphResource, { regions }: Where): number =>
  (textAt(cluster, "sourceRegion") === undefined ? 0 : 100) + Math.max(0, regions.indexOf(cluster.region ?? ""));

function globalOf(cluster: GraphResource, world: World): GraphResource | undefined {
  const id = textAt(cluster, "globalClusterIdentifier");
  const named = world
    .all(TYPES.globalCluster)
    .find((each) => id !== undefined && textAt(each, "globalClusterIdentifier") === id);
  if (named) return named;
  return [...world.referrers(cluster, [TYPES.globalCluster]), ...world.referred(cluster, TYPES.globalCluster)][0];
}

const days = (value: number): string => `${value}d`;

/** Of the engine's family, as the manifest writes it; a state may hold a whole version with a build. */
const version = (store: GraphResource): Said | undefined =>
  said(
    store,
    (each) => textAt(each, "engineVersion"),
    (text) => /^\d+(\.\d+){0,2}/.exec(text)?.[0],
  );

function auroraStore(members: readonly GraphResource[], where: Where): Fields {
  const { world } = where;
  const [writer, ...others] = members as readonly [GraphResource, ...GraphResource[]];
  const instances = world.referrers(writer, [TYPES.dbClusterInstance]);
  const [instance] = instances;
  const [secondary] = others;
  const target = world
    .all(TYPES.appScalingTarget)
    .find(
      (each) =>
        textAt(each, "scalableDimension") === "rds:cluster:ReadReplicaCount" &&
        (world.linked(each, "resourceId", TYPES.dbCluster).includes(writer) ||
          textAt(each, "resourceId") === `cluster:${textAt(writer, "clusterIdentifier")}`),
    );
  return {
    ...common(writer, instance, world),
    storageType: said(
      writer,
      (each) => textAt(each, "storageType"),
      (type) => (type === IO_OPTIMIZED ? "io-optimized" : undefined),
    ),
    replicas: instance ? Said.by(instances.length - 1, ...instances.slice(0, 2)) : undefined,
    replicaScaling: scalingOf(target, world),
    ...(others.length > 0 && {
      global: Said.by(true, writer, ...others),
      otherRegionsWrite: others.some((each) => flagAt(each, "enableGlobalWriteForwarding") === true)
        ? Said.by("forwarding", ...others)
        : Said.ask(
            "peering",
            "how do services in other regions write? No secondary forwards writes; peering connects them to the writer",
          ),
      secondaryReplicas:
        secondary && Said.by(Math.max(1, world.referrers(secondary, [TYPES.dbClusterInstance]).length), secondary),
    }),
    ...(others.length === 0 && where.regions.length > 1 && { global: Said.by(false, writer) }),
  };
}

function scalingOf(target: GraphResource | undefined, world: World): Section | undefined {
  if (!target) return undefined;
  const [policy] = world.referrers(target, [TYPES.appScalingPolicy]);
  return section({
    maximum: said(
      target,
      (each) => numberAt(each, "maxCapacity"),
      (count) => count,
    ),
    targetCpu: said(
      policy,
      (each) => numberAt(each, "targetTrackingScalingPolicyConfiguration.targetValue"),
      (value) => `${value}%`,
    ),
  });
}

function common(store: GraphResource, instance: GraphResource | undefined, world: World): Fields {
  const proxies = frontsOf(store, world);
  return {
    engine: said(
      store,
      (each) => textAt(each, "engine"),
      (engine) => engine,
    ),
    version: version(store),
    class: said(
      instance,
      (each) => textAt(each, "instanceClass"),
      (name) => (CLASS.test(name) ? name : undefined),
    ),
    proxy: Said.by(proxies.length > 0, ...(proxies.length > 0 ? proxies : [store])),
    backups: said(
      store,
      (each) => numberAt(each, "backupRetentionPeriod"),
      (count) => days(Math.max(1, count)),
    ),
    database: said(
      store,
      (each) => textAt(each, "databaseName") ?? textAt(each, "dbName"),
      (name) => (/^[a-z][a-z0-9_]{0,62}$/.test(name) ? name : undefined),
    ),
  };
}

/** Serverless capacity has another form than the manifest's classes. */
const CLASS = /^db\.[a-z][a-z0-9]*\.(micro|small|medium|large|xlarge|[0-9]{1,2}xlarge)$/;

function rdsStore(instance: GraphResource, world: World): Fields {
  const copies = world.referrers(instance, [TYPES.dbInstance]).filter(isCopy);
  const here = copies.filter(({ region }) => region === instance.region);
  const far = copies.filter(({ region }) => region !== instance.region);
  const replicas = Said.by(here.length, instance, ...here.slice(0, 1));
  return {
    ...common(instance, instance, world),
    storage: said(
      instance,
      (each) => numberAt(each, "allocatedStorage"),
      (size) => `${Math.max(20, size)} GiB`,
    ),
    multiAz: Said.by(flagAt(instance, "multiAz") === true, instance),
    replicas:
      far.length === 0
        ? replicas
        : replicas.but(
            `should it span regions? It has copies in ${far.map(({ region }) => region).join(", ")}, which only Aurora can have in a manifest`,
          ),
  };
}
