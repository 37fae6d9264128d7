import type { GraphResource } from "../graph";
import type { Reading } from "./reading";

export interface Joined extends Reading {
  /** Which reading each resource is from, by its id in the joined graph. */
  readonly origins: ReadonlyMap<string, number>;
}

/**
 * Several readings as one graph. Ids stay unique: where two inputs claim the same one, the later resource gets a suffix and
 * its own input's references follow; a file that was given twice counts once. Edges between inputs are found by ids, ARNs
 * and names, as within one (edges.ts).
 */
export function joinReadings(readings: readonly Reading[]): Joined {
  const resources = new Map<string, GraphResource>();
  const origins = new Map<string, number>();
  const unmapped = new Map<string, number>();
  for (const [index, reading] of readings.entries()) {
    const clashing = reading.resources.filter(({ id }) => resources.has(id));
    if (clashing.length > 0 && clashing.length === reading.resources.length && clashing.every(isTheSame(resources)))
      continue;
    const renamed = new Map(clashing.map(({ id }) => [id, free(id, resources)]));
    for (const resource of reading.resources) {
      const next = renamed.size === 0 ? resource : withIds(resource, (id) => renamed.get(id) ?? id);
      resources.set(next.id, next);
      origins.set(next.id, index);
    }
    for (const [type, count] of Object.entries(reading.unmapped)) unmapped.set(type, (unmapped.get(type) ?? 0) + count);
  }
  return {
    resources: [...resources.values()],
    origins,
    unmapped: Object.fromEntries([...unmapped].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

const isTheSame =
  (there: ReadonlyMap<string, GraphResource>) =>
  (resource: GraphResource): boolean =>
    JSON.stringify(there.get(resource.id)) === JSON.stringify(resource);

function free(id: string, taken: ReadonlyMap<string, unknown>): string {
  let number = 2;
  while (taken.has(`${id}#${number}`)) number++;
  return `${id}#${number}`;
}

function withIds(resource: GraphResource, map: (id: string) => string): GraphResource {
  return {
    ...resource,
    id: map(resource.id),
    ...(resource.parent !== undefined && { parent: map(resource.parent) }),
    dependsOn: resource.dependsOn.map(map).sort(),
    references: Object.fromEntries(
      Object.entries(resource.references).map(([input, ids]) => [input, ids.map(map).sort()]),
    ),
  };
}
