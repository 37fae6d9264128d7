import type { GraphResource } from "../../blueprints/graph/graph";
import { TYPES } from "../types";
import type { World } from "../world/world";

/** What scales one dimension of a table or of one of its indexes. */
export interface TableTarget {
  readonly resource: GraphResource;
  /** `table/NAME` or `table/NAME/index/INDEX`; undefined where it is not known. */
  readonly id: string | undefined;
  /** Without the service: `table:ReadCapacityUnits`. */
  readonly dimension: string | undefined;
}

/** Scaling targets of a table and its indexes in these regions; an id has no region, so that it names each replica. */
export function tableTargets(
  table: GraphResource,
  regions: readonly (string | undefined)[],
  world: World,
): readonly TableTarget[] {
  const name = world.peek(table, "name");
  return world.all(TYPES.appScalingTarget).flatMap((resource) => {
    const written = world.peek(resource, "resourceId");
    const id = typeof written === "string" ? written : undefined;
    const named = typeof name === "string" && id !== undefined && `${id}/`.startsWith(`table/${name}/`);
    const mine =
      (named && regions.includes(resource.region)) ||
      world.linked(resource, "resourceId", TYPES.table).includes(table);
    if (!mine) return [];
    return [{ resource, id, dimension: world.text(resource, "scalableDimension")?.replace("dynamodb:", "") }];
  });
}
