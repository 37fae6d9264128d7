import type { GraphResource } from "../../blueprints/graph/graph";
import { TYPES } from "../types";
import type { World } from "../world/world";

/** What answers requests or does work: where one of them runs, the region serves. */
export const SERVING: readonly string[] = [
  TYPES.group,
  TYPES.ecsService,
  TYPES.lambda,
  TYPES.deployment,
  TYPES.eksNodeGroup,
  TYPES.instance,
];

/** Regions in which something serves, sorted; services of one thing each (an edge function in us-east-1) count as well. */
export const servingRegions = (world: World): readonly string[] =>
  world.fact("regions.serving", () =>
    [...new Set(world.all(...SERVING).flatMap(({ region }) => region ?? []))].sort(),
  );

/** Groups and deployments by the service of the manifest that they run, one or more a region. */
export function unitsByService(world: World): ReadonlyMap<string, readonly GraphResource[]> {
  const services = world.declares("services") ?? {};
  const found = new Map<string, GraphResource[]>();
  for (const unit of world.all(TYPES.group, TYPES.deployment)) {
    if (unit.part === undefined || !Object.hasOwn(services, unit.part)) continue;
    const list = found.get(unit.part) ?? [];
    if (list.length === 0) found.set(unit.part, list);
    list.push(unit);
  }
  return found;
}

/** Fewest and most units of a group, or of a deployment by its autoscaler. */
export function sizeOf(unit: GraphResource, world: World): { readonly least: number; readonly most: number } {
  if (unit.type === TYPES.group)
    return { least: world.number(unit, "minSize") ?? 0, most: world.number(unit, "maxSize") ?? 0 };
  const name = world.text(unit, "metadata.name");
  const scaler = world
    .all(TYPES.podAutoscaler)
    .find((candidate) => candidate.stack === unit.stack && world.peek(candidate, "spec.scaleTargetRef.name") === name);
  // Without either, Kubernetes runs one [kubernetes.io/docs, Deployment: .spec.replicas defaults to 1].
  const fixed = world.number(unit, "spec.replicas") ?? 1;
  if (!scaler) return { least: fixed, most: fixed };
  return {
    least: world.number(scaler, "spec.minReplicas") ?? 1,
    most: world.number(scaler, "spec.maxReplicas") ?? fixed,
  };
}

/** Name of the cell that a resource belongs to: its tag `cell`, or label of that name; undefined where cells are not used. */
export function cellOf(resource: GraphResource, world: World): string | undefined {
  for (const path of ["tags.cell", "tags.Cell", "metadata.labels.cell"]) {
    const value = world.peek(resource, path);
    if (typeof value === "string" && value !== "") return value;
  }
  return undefined;
}
