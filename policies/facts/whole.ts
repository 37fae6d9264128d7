import { TYPES } from "../types";
import { UnseenValue } from "../world/unseen";
import type { World } from "../world/world";

/** Regions that the environment runs in: as declared, else those with a network of their own. */
export function regionsOfWorld(world: World): readonly string[] {
  const declared = world.declares("regions");
  if (declared) return declared;
  const seen = world.all(TYPES.vpc, TYPES.loadBalancer).flatMap(({ region }) => region ?? []);
  return [...new Set(seen)].sort();
}

/**
 * Ends the judgement as unknown where regions were not read: what is missing may be there. Without a manifest one region
 * alone may be a part of something larger; two or more are taken as the whole.
 */
export function demandWhole(what: string, world: World): void {
  const read = new Set(world.resources.map(({ region }) => region));
  const declared = world.declares("regions");
  const missing = declared?.filter((region) => !read.has(region)) ?? [];
  if (missing.length > 0) throw new UnseenValue(`${what}: ${missing.join(", ")} was not read`);
  if (!declared && regionsOfWorld(world).length < 2) throw new UnseenValue(`${what}: only one region was read`);
}
