import type { GraphResource } from "../../blueprints/graph/graph";
import { TYPES } from "../types";
import type { World } from "../world/world";

/** Paths of a distribution's behaviours, the default one first: `defaultCacheBehavior`, `orderedCacheBehaviors[0]`. */
export const behavioursOf = (cdn: GraphResource, world: World): readonly string[] => [
  ...(world.has(cdn, "defaultCacheBehavior") ? ["defaultCacheBehavior"] : []),
  ...world.list(cdn, "orderedCacheBehaviors").map((_, index) => `orderedCacheBehaviors[${index}]`),
];

/** The pattern that a behaviour answers. */
export const patternOf = (cdn: GraphResource, at: string, world: World): string =>
  at === "defaultCacheBehavior" ? "*" : (world.text(cdn, `${at}.pathPattern`) ?? at);

/** Where an origin or origin group of this id stands in its list. */
export function originIndex(
  cdn: GraphResource,
  list: "origins" | "originGroups",
  id: string,
  world: World,
): number | undefined {
  const at = world.list(cdn, list).findIndex((_, index) => world.text(cdn, `${list}[${index}].originId`) === id);
  return at < 0 ? undefined : at;
}

/** A function at the edge may choose the group for each request [helper-functions-origin-modification.html]. */
export const choosesOrigin = (cdn: GraphResource, at: string, world: World): boolean =>
  world
    .linked(cdn, at, TYPES.edgeFunction)
    .some((from) => world.text(from, "code")?.includes("createRequestOriginGroup") === true);
