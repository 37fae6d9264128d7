import type { GraphResource, ResourceGraph } from "../../../blueprints/graph/graph";
import { COMPONENT_TYPES } from "../../../blueprints/plan/component-types";
import type { Part, PlannedStack } from "../../../blueprints/plan/plan";

/** The resources of a stack that the cloud will have: no components, no providers. */
export function resourcesOf(graph: ResourceGraph, stack: PlannedStack): readonly GraphResource[] {
  return graph.resources.filter(
    ({ stack: name, custom, type }) => name === stack.name && custom && !type.startsWith("pulumi:providers:"),
  );
}

/** Each part's resources. Where parts of two kinds share a name, the type of the component at the top tells them apart. */
export function resourcesByPart(
  graph: ResourceGraph,
  stack: PlannedStack,
): ReadonlyMap<Part, readonly GraphResource[]> {
  const byId = new Map(
    graph.resources.filter(({ stack: name }) => name === stack.name).map((resource) => [resource.id, resource]),
  );
  const parts = new Map<Part, GraphResource[]>(stack.parts.map((part) => [part, []]));
  for (const resource of resourcesOf(graph, stack)) {
    const named = stack.parts.filter(({ name }) => name === resource.part);
    const part =
      named.length > 1 ? named.find(({ kind }) => COMPONENT_TYPES[kind] === topType(resource, byId)) : named[0];
    if (part) parts.get(part)?.push(resource);
  }
  return parts;
}

function topType(resource: GraphResource, byId: ReadonlyMap<string, GraphResource>): string {
  let top = resource;
  for (let parent = byId.get(top.parent ?? ""); parent; parent = byId.get(top.parent ?? "")) top = parent;
  return top.type;
}
