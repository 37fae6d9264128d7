import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { cellOf } from "../../facts/regions";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import type { World } from "../../world/world";

const STATEFUL = [
  TYPES.dbCluster,
  TYPES.dbInstance,
  TYPES.table,
  TYPES.queue,
  TYPES.bucket,
  TYPES.replicationGroup,
  TYPES.fileSystem,
];

const cell = (name: string) => [
  { type: TYPES.queue, name: `jobs-${name}`, inputs: { tags: { cell: name } } },
  {
    type: TYPES.lambda,
    name: `worker-${name}`,
    inputs: { tags: { cell: name }, deadLetterConfig: { targetArn: ref(`jobs-${name}`) } },
  },
];
const compliant: Sample = { resources: [...cell("one"), ...cell("two")] };

export const cellsShareNothing = rule({
  id: "res/cells-share-nothing",
  title: "Two cells have no store, queue or bucket in common",
  scope: "environment",
  severity: perTier("none", "none", "error", "error"),
  why: "Cells keep a failure to a part of the users. What two of them share fails for both, and is what a bad request or a full disk takes down.",
  source:
    "Reducing the Scope of Impact with Cell-Based Architecture, https://docs.aws.amazon.com/wellarchitected/latest/reducing-scope-of-impact-with-cell-based-architecture/what-is-a-cell-based-architecture.html",
  fix: "give each cell its own, or take the tag `cell` from what is meant to be shared by the router only",
  types: STATEFUL,
  elsewhere: [],
  example: {
    compliant,
    failing: changed(compliant, withInputs("worker-two", { deadLetterConfig: { targetArn: ref("jobs-one") } })),
  },
  subjects: (world) => (cellsOf(world).size < 2 ? [] : world.all(...STATEFUL)),
  judge(store, world) {
    const own = cellOf(store, world);
    const users = new Map<string, GraphResource>();
    for (const { from, by } of world.view.to(store)) {
      const cellName = by === "order" ? undefined : cellOf(from, world);
      if (cellName !== undefined) users.set(cellName, from);
    }
    if (own === undefined && users.size === 0) return undefined;
    const all = [...new Set([...users.keys(), ...(own === undefined ? [] : [own])])].sort();
    if (all.length < 2) return pass();
    return fail(`is used by the cells ${all.join(" and ")}`, { related: [...users.values()] });
  },
});

const cellsOf = (world: World): ReadonlySet<string> =>
  world.fact("cells", () => new Set(world.resources.flatMap((resource) => cellOf(resource, world) ?? [])));
