import type { GraphResource } from "../../../blueprints/graph/graph";
import type { Fail } from "../../rule";
import type { World } from "../../world/world";
import type { Settings } from "./settings";

/** What one resource's inputs become. */
export interface Change {
  readonly resource: GraphResource;
  readonly set: Settings;
}

/**
 * The smallest change in place that obeys a rule where it failed; nothing where there is none. A value that is not known ends
 * it as it ends a judgement.
 */
export type Remedy = (subject: GraphResource, world: World, failure: Fail) => readonly Change[];

/** Most remedies change what was judged itself. */
export const own =
  (settings: (resource: GraphResource, world: World, failure: Fail) => Settings | undefined): Remedy =>
  (resource, world, failure) => {
    const set = settings(resource, world, failure);
    return set === undefined ? [] : [{ resource, set }];
  };

/** A rule about a path, or about what an attached resource says: the first that it names beside its subject is changed. */
export const firstRelated =
  (settings: (resource: GraphResource, world: World, failure: Fail) => Settings | undefined): Remedy =>
  (subject, world, failure) =>
    own(settings)(failure.related?.[0] ?? subject, world, failure);

/** Fixed values, for resources of these types (default: whatever was judged). */
export const fixed =
  (settings: Settings, ...types: readonly string[]) =>
  ({ type }: GraphResource): Settings | undefined =>
    types.length === 0 || types.includes(type) ? settings : undefined;

/** A number that is raised to the least that will do. */
export const atLeast =
  (input: string, least: number) =>
  (resource: GraphResource, world: World): Settings => {
    const now = Number(world.peek(resource, input));
    return { [input]: Number.isFinite(now) ? Math.max(now, least) : least };
  };
