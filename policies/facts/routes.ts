import type { GraphResource } from "../../blueprints/graph/graph";
import { TYPES } from "../types";
import { anyOf } from "../world/any";
import { unseen } from "../world/unseen";
import type { World } from "../world/world";
import { ANYWHERE } from "./cidr";
import { zoneOf } from "./zones";

/** One route of a table, inline or a resource of its own. */
export interface Route {
  readonly from: GraphResource;
  /** Prefix of its inputs: empty, or `routes[0].`. */
  readonly at: string;
}

const destinationInput = ({ at }: Route): string => (at === "" ? "destinationCidrBlock" : `${at}cidrBlock`);

/** IPv4 range that a route leads to; undefined for IPv6 and prefix lists. */
export const destinationOf = (route: Route, world: World): string | undefined =>
  world.text(route.from, destinationInput(route));

/** The resources of a type that a route ends at, through the input that names such ones. */
export function endsAt(route: Route, input: string, type: string, world: World): readonly GraphResource[] {
  const path = `${route.at}${input}`;
  return world.has(route.from, path) ? world.follow(route.from, path, type) : [];
}

/** Routes of a table. A route whose table is handed over and not known belongs to no table here. */
export const routesOf = (table: GraphResource, world: World): readonly Route[] =>
  world.fact(`routes ${table.id}`, () => [
    ...world.list(table, "routes").map((_, index) => ({ from: table, at: `routes[${index}].` })),
    ...world.referrers(table, [TYPES.route], "routeTableId").map((from) => ({ from, at: "" })),
  ]);

export const defaultRouteOf = (table: GraphResource, world: World): Route | undefined => {
  const isDefault = (route: Route): boolean => destinationOf(route, world) === ANYWHERE;
  return anyOf(routesOf(table, world), isDefault) ? routesOf(table, world).find(isDefault) : undefined;
};

/** A subnet's route table: its own, else the main one of its VPC; unknown where neither is shown. */
export function tableOf(subnet: GraphResource, world: World): GraphResource {
  const [association] = world.referrers(subnet, [TYPES.routeTableAssociation], "subnetId");
  const own = association && world.follow(association, "routeTableId", TYPES.routeTable, TYPES.defaultRouteTable)[0];
  const table = own ?? mainTableOf(subnet, world);
  if (!table) throw unseen(subnet, "route table");
  return table;
}

function mainTableOf(subnet: GraphResource, world: World): GraphResource | undefined {
  const [vpc] = world.linked(subnet, "vpcId", TYPES.vpc);
  if (!vpc) return undefined;
  const [main] = world.referrers(vpc, [TYPES.mainRouteTableAssociation], "vpcId");
  if (main) return world.follow(main, "routeTableId", TYPES.routeTable)[0];
  return world.referrers(vpc, [TYPES.defaultRouteTable])[0];
}

/** Where a NAT gateway lives: a zone, or every zone of its VPC. */
export function natZone(gateway: GraphResource, world: World): string | "every zone" {
  // Default zonal [docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html].
  if (world.text(gateway, "availabilityMode") === "regional") return "every zone";
  const [subnet] = world.follow(gateway, "subnetId", TYPES.subnet);
  if (!subnet) throw unseen(gateway, "subnetId");
  return zoneOf(subnet, world);
}

/** NAT gateways that a table's default route ends at; none where it ends elsewhere or there is none. */
export function natsOf(table: GraphResource, world: World): readonly GraphResource[] {
  const route = defaultRouteOf(table, world);
  return route ? endsAt(route, "natGatewayId", TYPES.natGateway, world) : [];
}
