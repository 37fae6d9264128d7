import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, declaring } from "../../change-sample";
import { writersOf } from "../../facts/sessions";
import { fail, pass, perTier, rule } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";
import type { World } from "../../world/world";

const service = { runs: "instances", capacityRps: 100, minimum: 3, maximum: 9 } as const;

const compliant: Sample = {
  resources: [{ type: TYPES.dbCluster, name: "orders", part: "orders", inputs: { engine: "aurora-postgresql" } }],
  declared: {
    primary: "eu-west-1",
    services: {
      web: { ...service, reads: ["orders"], writes: [] },
      api: { ...service, reads: [], writes: ["orders"] },
    },
  },
};

export const storesAreUsed = rule({
  id: "res/stores-are-used",
  title: "Each store is used by a service, and what is read is written by one",
  scope: "environment",
  severity: perTier("warning", "warning", "warning", "warning"),
  why: "A service that does not say which stores it uses gets neither their address nor rights to them, and fails where it first asks. A store that nobody uses, or that is read and never written, is most often one that a service forgot to name.",
  source:
    "Well-Architected, SEC03-BP02 grant least privilege access, https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/sec_permissions_least_privileges.html; COST04-BP02 implement a decommissioning process, https://docs.aws.amazon.com/wellarchitected/latest/cost-optimization-pillar/cost_decomissioning_resources_implement_process.html",
  fix: "name the store under what the service reads or writes, or remove the store; where something else fills it, exempt it and say what",
  types: [TYPES.dbCluster, TYPES.dbInstance, TYPES.replicationGroup],
  elsewhere: [],
  example: {
    compliant,
    failing: changed(
      compliant,
      declaring({
        services: {
          web: { ...service, reads: ["orders"], writes: [] },
          api: { ...service, reads: [], writes: [] },
        },
      }),
    ),
  },
  // One verdict a store: its copies in other regions are used as it is.
  subjects: (world) => (world.declares("services") === undefined ? [] : [...firstOfEach(world).values()]),
  judge(store, world) {
    const { part = "" } = store;
    if (writersOf(part, world).length > 0) return pass();
    const readers = Object.entries(world.declared("services")).filter(([, { reads }]) => reads.includes(part));
    if (readers.length === 0) return fail("is a store that no service says it uses");
    return fail(`is read by ${readers.map(([name]) => name).join(" and ")}, and no service says that it writes it`);
  },
});

function firstOfEach(world: World): ReadonlyMap<string, GraphResource> {
  const primary = world.declares("primary");
  const found = new Map<string, GraphResource>();
  for (const store of world.all(TYPES.dbCluster, TYPES.dbInstance, TYPES.replicationGroup)) {
    const there = store.part !== undefined && found.get(store.part);
    if (store.part === undefined || (there && there.region === primary)) continue;
    if (!there || store.region === primary) found.set(store.part, store);
  }
  return found;
}
