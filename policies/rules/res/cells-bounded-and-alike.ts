import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { cellOf } from "../../facts/regions";
import { fail, pass, perTier, rule } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";
import type { World } from "../../world/world";

/** Where each kind of resource says its size. */
const SIZES: Readonly<Record<string, readonly string[]>> = {
  [TYPES.group]: ["maxSize"],
  [TYPES.dbClusterInstance]: ["instanceClass"],
  [TYPES.dbInstance]: ["instanceClass", "allocatedStorage"],
  [TYPES.replicationGroup]: ["nodeType", "numNodeGroups"],
  [TYPES.lambda]: ["memorySize"],
};

const cell = (name: string) => ({
  type: TYPES.group,
  name: `web-${name}`,
  inputs: { tags: { cell: name }, minSize: 3, maxSize: 12 },
});
const compliant: Sample = { resources: [cell("one"), cell("two")] };

export const cellsBoundedAndAlike = rule({
  id: "res/cells-bounded-and-alike",
  title: "Cells have one size, the one that was tested",
  scope: "environment",
  severity: perTier("none", "none", "warning", "error"),
  why: "A cell is trusted because one of its size was tested to the end. The one that grew larger, or was made smaller, is a system that nobody has seen under load.",
  source:
    "Reducing the Scope of Impact with Cell-Based Architecture, cell sizing, https://docs.aws.amazon.com/wellarchitected/latest/reducing-scope-of-impact-with-cell-based-architecture/cell-sizing.html",
  fix: "give the cells the same maxima and classes, and add a cell instead of enlarging one",
  types: Object.keys(SIZES),
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("web-two", { maxSize: 40 })) },
  subjects: (world) => world.all(...Object.keys(SIZES)).filter((resource) => cellOf(resource, world) !== undefined),
  judge(resource, world) {
    const alike = world
      .all(resource.type)
      .filter((other) => other !== resource && roleOf(other, world) === roleOf(resource, world));
    if (alike.length === 0) return undefined;
    return (SIZES[resource.type] ?? []).map((input) => {
      const own = world.value(resource, input);
      const other = alike.find((candidate) => world.value(candidate, input) !== own);
      if (!other) return pass(input);
      return fail(
        `has ${input} ${String(own)} where the same in cell ${cellOf(other, world)} has ${String(world.value(other, input))}`,
        {
          key: input,
          input,
          related: [other],
        },
      );
    });
  },
});

/** A resource's name without its cell's: what pairs it with the same thing of other cells. */
function roleOf(resource: GraphResource, world: World): string | undefined {
  const cellName = cellOf(resource, world);
  return cellName === undefined ? undefined : resource.name.split(cellName).join("*");
}
