import type { GraphResource } from "../../blueprints/graph/graph";
import { valueAt } from "../../blueprints/graph/values";
import { TYPES } from "../types";
import type { World } from "../world/world";
import type { Link } from "./links";

/** Replicas of a table: inline, or resources of their own that stand in the replica's region. */
export function tableLinks(world: World): Link[] {
  return world.all(TYPES.table).flatMap((from) => [
    ...inlineReplicas(from).map((_, index): Link => {
      const region = valueAt(from.inputs, `replicas[${index}].regionName`);
      const toRegion = typeof region === "string" ? region : undefined;
      return { kind: "table-replica", from, to: undefined, toRegion, by: from, path: `replicas[${index}]` };
    }),
    ...world
      .referrers(from, [TYPES.tableReplica], "globalTableArn")
      .map((to): Link => ({ kind: "table-replica", from, to, toRegion: to.region, by: to, path: "" })),
  ]);
}

function inlineReplicas(table: GraphResource): readonly unknown[] {
  const written = valueAt(table.inputs, "replicas");
  return Array.isArray(written) ? written : [];
}
