import type { GraphResource } from "../../blueprints/graph/graph";
import { TYPES } from "../types";
import { unseen } from "../world/unseen";
import type { World } from "../world/world";

/** Zone of a subnet: by name or, where only that is written, by id. */
export function zoneOf(subnet: GraphResource, world: World): string {
  const zone = world.text(subnet, "availabilityZone") ?? world.text(subnet, "availabilityZoneId");
  if (zone === undefined) throw unseen(subnet, "availabilityZone");
  return zone;
}

/** Distinct zones of the subnets that an input names, sorted. */
export function zonesBehind(resource: GraphResource, input: string, world: World): readonly string[] {
  const subnets = world.follow(resource, input, TYPES.subnet);
  return [...new Set(subnets.map((subnet) => zoneOf(subnet, world)))].sort();
}

/** Zones of a scaling group: its subnets', or those that it names itself. */
export function zonesOfGroup(group: GraphResource, world: World): readonly string[] {
  const named = world.texts(group, "availabilityZones");
  return named.length > 0 ? [...new Set(named)].sort() : zonesBehind(group, "vpcZoneIdentifiers", world);
}
