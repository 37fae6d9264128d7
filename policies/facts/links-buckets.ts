import type { GraphResource } from "../../blueprints/graph/graph";
import { valueAt } from "../../blueprints/graph/values";
import { TYPES } from "../types";
import type { World } from "../world/world";
import type { Link } from "./links";

/** Rules of replication between buckets that are switched on, from the companion resource or the bucket itself. */
export function bucketLinks(world: World): Link[] {
  const companions = world
    .all(TYPES.bucketReplication)
    .flatMap((by) =>
      world.linked(by, "bucket", TYPES.bucket).flatMap((from) => rulesOf(by, "rules", from, "rules", world)),
    );
  const inline = world
    .all(TYPES.bucket)
    .flatMap((from) => rulesOf(from, "replicationConfiguration", from, "replicationConfiguration.rules", world));
  return [...companions, ...inline];
}

function rulesOf(by: GraphResource, input: string, from: GraphResource, path: string, world: World): Link[] {
  const rules = valueAt(by.inputs, path);
  if (!Array.isArray(rules)) return [];
  const targets = world.linked(by, input, TYPES.bucket).filter((bucket) => bucket !== from);
  return rules.flatMap((_, index): Link[] => {
    if (valueAt(by.inputs, `${path}[${index}].status`) === "Disabled") return [];
    const arn = valueAt(by.inputs, `${path}[${index}].destination.bucket`);
    const named = targets.find(
      ({ inputs, outputs }) => typeof arn === "string" && (arn === outputs?.arn || arn.endsWith(`:::${inputs.bucket}`)),
    );
    // A reference belongs to the whole list: it names this rule's bucket only where there is one.
    const to = named ?? (typeof arn !== "string" && targets.length === 1 ? targets[0] : undefined);
    return [{ kind: "bucket-replication", from, to, toRegion: to?.region, by, path: `${path}[${index}]` }];
  });
}
