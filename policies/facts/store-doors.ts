import type { GraphResource } from "../../blueprints/graph/graph";
import { TYPES } from "../types";
import type { World } from "../world/world";
import type { DeclaredService } from "../declared";
import { placeOfMember, rangesOf, subnetsOfMember } from "./balancers";
import { frontsOf } from "./callers";
import { type Place, placeOf } from "./exposure";

/** What calls a store and the store, or the proxy before it. */
export interface StoreDoor {
  readonly caller: Place;
  readonly store: Place;
  readonly port: number;
}

/** Where each kind of store names its groups, and its default port. */
const STORES: Readonly<Record<string, { readonly groups: string; readonly port?: number }>> = {
  [TYPES.dbCluster]: { groups: "vpcSecurityGroupIds" },
  [TYPES.dbInstance]: { groups: "vpcSecurityGroupIds" },
  // Default 6379 [aws_elasticache_replication_group, port].
  [TYPES.replicationGroup]: { groups: "securityGroupIds", port: 6379 },
};

/** Doors that the instances of a launch template need: stores of its part's service, in the same stack. */
export function storeDoors(template: GraphResource, world: World): readonly StoreDoor[] {
  const [member] = world.referrers(template, [TYPES.group, TYPES.eksNodeGroup]);
  const wanted = new Set(servicesOn(template, member, world).flatMap(({ reads, writes }) => [...reads, ...writes]));
  if (wanted.size === 0) return [];
  const caller = callerOf(template, member, world);
  return world
    .all(...Object.keys(STORES))
    .filter((store) => store.stack === template.stack && store.part !== undefined && wanted.has(store.part))
    .flatMap((store) => doorsOf(caller, store, world));
}

/** Services whose code runs on a template's machines: its own, or on nodes of a cluster those in Kubernetes. */
function servicesOn(
  { part }: GraphResource,
  member: GraphResource | undefined,
  world: World,
): readonly DeclaredService[] {
  const services = world.declares("services") ?? {};
  const own = part === undefined ? undefined : services[part];
  if (own) return [own];
  if (member?.type !== TYPES.eksNodeGroup) return [];
  return Object.values(services).filter(({ runs }) => runs === "kubernetes");
}

function callerOf(template: GraphResource, member: GraphResource | undefined, world: World): Place {
  if (member?.type === TYPES.eksNodeGroup) return placeOfMember(member, world);
  const groups = world.has(template, "networkInterfaces") ? "networkInterfaces" : "vpcSecurityGroupIds";
  return placeOf(template, groups, world, () => (member ? rangesOf(subnetsOfMember(member, world), world) : []));
}

/** The store's own door, and that of each proxy before it. */
function doorsOf(caller: Place, store: GraphResource, world: World): readonly StoreDoor[] {
  const port = portOfStore(store, world);
  if (port === undefined) return [];
  const own = { caller, store: placeOfStore(store, world), port };
  return [
    own,
    ...frontsOf(store, world).flatMap((proxy): StoreDoor[] => {
      const front = portOfProxy(proxy, world);
      return front === undefined ? [] : [{ caller, store: placeOfProxy(proxy, world), port: front }];
    }),
  ];
}

/** The doors that a proxy needs: to the databases that are its targets. */
export const proxyDoors = (proxy: GraphResource, world: World): readonly StoreDoor[] =>
  world.referrers(proxy, [TYPES.dbProxyTarget], "dbProxyName").flatMap((target) =>
    world.referred(target, TYPES.dbCluster, TYPES.dbInstance).flatMap((store): StoreDoor[] => {
      const port = portOfStore(store, world);
      return port === undefined
        ? []
        : [{ caller: placeOfProxy(proxy, world), store: placeOfStore(store, world), port }];
    }),
  );

export const isStore = ({ type }: GraphResource): boolean => Object.hasOwn(STORES, type);

/** Port that a store listens at, as written or by default; undefined for engines of which none is known here. */
export const portOfStore = (store: GraphResource, world: World): number | undefined =>
  world.number(store, "port") ?? STORES[store.type]?.port ?? portOf(world.text(store, "engine"));

/** A proxy listens at its engine's default port [docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy-connecting.html]. */
export const portOfProxy = (proxy: GraphResource, world: World): number | undefined =>
  portOf(world.text(proxy, "engineFamily")?.toLowerCase());

export const placeOfStore = (store: GraphResource, world: World): Place =>
  placeOf(store, STORES[store.type]?.groups ?? "", world, () => rangesOfStore(store, world));

export const placeOfProxy = (proxy: GraphResource, world: World): Place =>
  placeOf(proxy, "vpcSecurityGroupIds", world, () =>
    rangesOf(world.follow(proxy, "vpcSubnetIds", TYPES.subnet), world),
  );

function rangesOfStore(store: GraphResource, world: World): readonly string[] {
  const input = store.type === TYPES.replicationGroup ? "subnetGroupName" : "dbSubnetGroupName";
  const groups = world.follow(store, input, TYPES.dbSubnetGroup, TYPES.cacheSubnetGroup);
  return rangesOf(
    groups.flatMap((group) => world.follow(group, "subnetIds", TYPES.subnet)),
    world,
  );
}

/** Defaults of the engines [docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html, Port]. */
const portOf = (engine: string | undefined): number | undefined => {
  if (engine === undefined) return undefined;
  if (engine.includes("postgres")) return 5432;
  return engine.includes("mysql") || engine.includes("mariadb") ? 3306 : undefined;
};
