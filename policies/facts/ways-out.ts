import type { GraphResource } from "../../blueprints/graph/graph";
import { isUnknown } from "../../blueprints/graph/values";
import { TYPES } from "../types";
import { unseen } from "../world/unseen";
import type { World } from "../world/world";
import { defaultRouteOf, type Route, routesOf, tableOf } from "./routes";
import { strayOf } from "./strays";

/** Where traffic of a subnet goes that is for no address of its VPC. */
export type WayOut = "internet" | "elsewhere" | "nowhere";

/** Way out of a subnet by its route table; unknown where that is not shown and may be any. */
export function wayOutOf(subnet: GraphResource, world: World): WayOut {
  if (fallsToBareMainTable(subnet, world)) return "nowhere";
  const table = tableOf(subnet, world);
  if (routesOf(table, world).some((route) => endsAtInternet(route, world))) return "internet";
  if (defaultRouteOf(table, world)) return "elsewhere";
  const stray = world
    .all(TYPES.route)
    .find(
      (route) =>
        isUnknown(world.peek(route, "routeTableId")) &&
        world.linked(route, "routeTableId", TYPES.routeTable, TYPES.defaultRouteTable).length === 0,
    );
  if (stray) throw unseen(stray, "routeTableId");
  return routesOf(table, world).length > 0 ? "elsewhere" : "nowhere";
}

function endsAtInternet({ from, at }: Route, world: World): boolean {
  const path = `${at}gatewayId`;
  if (!world.has(from, path)) return false;
  if (world.linked(from, path, TYPES.internetGateway).length > 0) return true;
  return world.text(from, path)?.startsWith("igw-") === true;
}

/**
 * True where a subnet has no table of its own while its siblings have, and nothing is put into the VPC's main table: that one
 * leads to the VPC's own addresses only [docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html].
 */
function fallsToBareMainTable(subnet: GraphResource, world: World): boolean {
  if (world.referrers(subnet, [TYPES.routeTableAssociation], "subnetId").length > 0) return false;
  const [vpc] = world.linked(subnet, "vpcId", TYPES.vpc);
  if (!vpc || strayOf(subnet, TYPES.routeTableAssociation, "subnetId", world)) return false;
  const main = [TYPES.mainRouteTableAssociation, TYPES.defaultRouteTable, TYPES.route];
  if (world.referrers(vpc, main).length > 0) return false;
  return world
    .referrers(vpc, [TYPES.subnet], "vpcId")
    .some((sibling) => world.referrers(sibling, [TYPES.routeTableAssociation], "subnetId").length > 0);
}
