import facts from "../../blueprints/facts/db-connections.json";
import type { GraphResource } from "../../blueprints/graph/graph";
import { defaultConnections } from "../../blueprints/topology/db-class";
import { TYPES } from "../types";
import { unseen } from "../world/unseen";
import type { World } from "../world/world";

/** Share of a database's connections that is planned for. */
export const PLANNED_SHARE = facts.share;

/**
 * Connections that a database instance accepts; unknown where no source says. Its own parameter group stands above that of
 * its cluster.
 */
export function connectionsOf(instance: GraphResource, engine: string, world: World, cluster?: GraphResource): number {
  const groups = [TYPES.dbParameterGroup, TYPES.dbClusterParameterGroup];
  for (const group of [instance, cluster].flatMap((owner) => (owner ? world.referred(owner, ...groups) : [])))
    for (const [index] of world.list(group, "parameters").entries()) {
      if (world.text(group, `parameters[${index}].name`) !== "max_connections") continue;
      const value = Number(world.text(group, `parameters[${index}].value`));
      if (!Number.isFinite(value)) throw unseen(group, `parameters[${index}].value`);
      return value;
    }
  const connections = defaultConnections(engine, world.text(instance, "instanceClass") ?? "");
  if (connections === undefined) throw unseen(instance, "max_connections");
  return connections;
}
