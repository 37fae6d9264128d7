import type { GraphResource } from "../../blueprints/graph/graph";
import { TYPES } from "../types";
import type { World } from "../world/world";
import { rangesOf, subnetsOfMember } from "./balancers";
import { type Place, placeOf } from "./exposure";

/** A service's instances and the store that they call, by what the manifest declares of both. */
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
  const service = template.part === undefined ? undefined : world.declares("services")?.[template.part];
  if (!service) return [];
  const wanted = new Set([...service.reads, ...service.writes]);
  const groups = world.has(template, "networkInterfaces") ? "networkInterfaces" : "vpcSecurityGroupIds";
  const [member] = world.referrers(template, [TYPES.group, TYPES.eksNodeGroup]);
  const caller = placeOf(template, groups, world, () =>
    member ? rangesOf(subnetsOfMember(member, world), world) : [],
  );
  return world
    .all(...Object.keys(STORES))
    .filter((store) => store.stack === template.stack && store.part !== undefined && wanted.has(store.part))
    .flatMap((store) => {
      const facts = STORES[store.type];
      const port = portOfStore(store, world);
      if (!facts || port === undefined) return [];
      return [{ caller, store: placeOf(store, facts.groups, world, () => rangesOfStore(store, world)), port }];
    });
}

export const isStore = ({ type }: GraphResource): boolean => Object.hasOwn(STORES, type);

/** Port that a store listens at, as written or by default; undefined for engines of which none is known here. */
export const portOfStore = (store: GraphResource, world: World): number | undefined =>
  world.number(store, "port") ?? STORES[store.type]?.port ?? portOf(world.text(store, "engine"));

function rangesOfStore(store: GraphResource, world: World): readonly string[] {
  const input = store.type === TYPES.replicationGroup ? "subnetGroupName" : "dbSubnetGroupName";
  const groups = world.follow(store, input, TYPES.dbSubnetGroup, "aws:elasticache/subnetGroup:SubnetGroup");
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
