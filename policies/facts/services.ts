import type { GraphResource } from "../../blueprints/graph/graph";
import { TYPES } from "../types";
import { unseen } from "../world/unseen";
import type { World } from "../world/world";

/** Subnets of a service's tasks; unknown where it names more than the graph shows. */
export function subnetsOfService(service: GraphResource, world: World): readonly GraphResource[] {
  const path = "networkConfiguration.subnets";
  const named = world.peek(service, path);
  const found = world.linked(service, "networkConfiguration", TYPES.subnet);
  if (found.length < (Array.isArray(named) ? new Set(named.map(nameOf)).size : 1)) throw unseen(service, path);
  return found;
}

/** Texts count once; what isn't known yet counts by its place. */
const nameOf = (item: unknown, index: number): string => (typeof item === "string" ? item : `#${index}`);
