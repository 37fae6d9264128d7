import { isDeepStrictEqual } from "node:util";
import type { GraphResource } from "../../../blueprints/graph/graph";
import { addressOf } from "../../../policies/address";
import { isStateful } from "../../../stacks/engine/run/stateful";
import type { PlannedResource, ResourceDifference } from "./difference";

/** Resources proper of two graphs, by id; components and the lines that values were written on do not count. */
export function resourceDifference(
  before: readonly GraphResource[],
  after: readonly GraphResource[],
): ResourceDifference {
  const [old, now] = [byId(before), byId(after)];
  return {
    added: [...now.values()].filter(({ id }) => !old.has(id)).map(named),
    removed: [...old.values()].filter(({ id }) => !now.has(id)).map(named),
    changed: [...now.values()].flatMap((resource) => {
      const earlier = old.get(resource.id);
      const inputs = earlier ? differing(earlier, resource) : [];
      return inputs.length > 0 ? [{ ...named(resource), inputs }] : [];
    }),
  };
}

const byId = (resources: readonly GraphResource[]): ReadonlyMap<string, GraphResource> =>
  new Map(resources.filter(({ custom }) => custom).map((resource) => [resource.id, resource]));

const named = (resource: GraphResource): PlannedResource => ({
  id: resource.id,
  type: resource.type,
  address: addressOf(resource),
  stack: resource.stack,
  stateful: isStateful(resource.type),
});

function differing(before: GraphResource, after: GraphResource): readonly string[] {
  if (before === after) return [];
  const names = [...new Set([...Object.keys(before.inputs), ...Object.keys(after.inputs)])].sort();
  const inputs = names.filter(
    (name) =>
      !isDeepStrictEqual(before.inputs[name], after.inputs[name]) ||
      !isDeepStrictEqual(before.references[name], after.references[name]),
  );
  const options = ({ protect, ignoreChanges, region }: GraphResource) => [protect, ignoreChanges, region];
  return inputs.length > 0 || isDeepStrictEqual(options(before), options(after)) ? inputs : ["options"];
}
