import type { GraphResource } from "../../blueprints/graph/graph";
import { isUnknown } from "../../blueprints/graph/values";
import type { World } from "../world/world";

/**
 * A companion that may be this resource's: it names one that is not known, and the graph does not show which (a name that
 * both are given from outside).
 */
export const strayOf = (
  { stack, type }: GraphResource,
  companion: string,
  input: string,
  world: World,
): GraphResource | undefined =>
  world
    .all(companion)
    .find(
      (one) =>
        one.stack === stack && isUnknown(world.peek(one, input)) && world.linked(one, input, type).length === 0,
    );
