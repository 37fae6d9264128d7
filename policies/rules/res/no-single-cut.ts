import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { membersOf, subnetsOfBalancer, subnetsOfMember, targetGroupsOf } from "../../facts/balancers";
import { callersOf } from "../../facts/callers";
import { instancesOf } from "../../facts/db-members";
import { zoneOf } from "../../facts/zones";
import { fail, pass, perTier, rule, unknown, type Verdict } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { known, UnseenValue } from "../../world/unseen";
import type { World } from "../../world/world";

const zones = ["a", "b"].map((zone) => ({
  type: TYPES.subnet,
  name: `subnet-${zone}`,
  inputs: { availabilityZone: `eu-west-1${zone}` },
}));
const both = [ref("subnet-a"), ref("subnet-b")];
const compliant: Sample = {
  resources: [
    ...zones,
    { type: TYPES.loadBalancer, name: "entry", inputs: { subnets: both } },
    { type: TYPES.targetGroup, name: "targets", inputs: { port: 80 } },
    {
      type: TYPES.listener,
      name: "http",
      inputs: { loadBalancerArn: ref("entry"), defaultActions: [{ type: "forward", targetGroupArn: ref("targets") }] },
    },
    {
      type: TYPES.group,
      name: "web",
      inputs: { minSize: 2, maxSize: 6, vpcZoneIdentifiers: both, targetGroupArns: [ref("targets")] },
    },
  ],
};

export const noSingleCut = rule({
  id: "res/no-single-cut",
  title: "No one instance or zone cuts every path from the entry to its stores",
  scope: "stack",
  severity: perTier("info", "error", "error", "error"),
  why: "The path is as redundant as its thinnest place: a balancer over three zones before one instance, or before a database of one instance, is down with that instance.",
  source:
    "Well-Architected Framework, REL10-BP01 deploy the workload to multiple locations, https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_fault_isolation_multiaz_region_system.html",
  fix: "run at least two of it, in different zones",
  types: [TYPES.loadBalancer, TYPES.group, TYPES.dbCluster, TYPES.dbClusterInstance, TYPES.replicationGroup],
  elsewhere: [{ tool: "trusted-advisor", id: "Single AZ Application Check", note: "reads traffic of what runs" }],
  example: { compliant, failing: changed(compliant, withInputs("web", { minSize: 1, maxSize: 1 })) },
  subjects: (world) => world.all(TYPES.loadBalancer),
  judge(entry, world) {
    const behind = targetGroupsOf(entry, world)
      .map((targets) => ({ targets, members: membersOf(targets, world) }))
      .filter(({ members }) => members.length > 0);
    if (behind.length === 0) return undefined;
    const members = behind.flatMap((one) => one.members);
    return [
      thin("zone", entry, () => oneZone(subnetsOfBalancer(entry, world), world)),
      // Members of one target group stand in for each other: only all of them together can be too few.
      ...behind.flatMap(({ targets, members: all }) => [
        thin(`${targets.name} zone`, all[0] ?? targets, () =>
          oneZone(
            all.flatMap((one) => subnetsOfMember(one, world)),
            world,
          ),
        ),
        thin(`${targets.name} instance`, all[0] ?? targets, () => oneInstance(all, world)),
      ]),
      ...storesOf(members, world).map((store) => thin(store.name, store, () => oneOfStore(store, world))),
    ];
  },
});

/** A verdict of its own for each place, so that one that cannot be seen hides no other. */
function thin(key: string, where: GraphResource, cut: () => string | undefined): Verdict {
  try {
    const message = cut();
    return message === undefined ? pass(key) : fail(`depends on ${where.name}, ${message}`, { key, related: [where] });
  } catch (error) {
    if (error instanceof UnseenValue) return unknown(error.missing, { key });
    throw error;
  }
}

function oneZone(subnets: readonly GraphResource[], world: World): string | undefined {
  const found = new Set(subnets.map((subnet) => zoneOf(subnet, world)));
  return found.size > 1 ? undefined : `which is in one zone (${[...found].join("")})`;
}

/** A group may start another instance; until that serves there is none, so the least counts and not the most. */
function oneInstance(members: readonly GraphResource[], world: World): string | undefined {
  const least = members.reduce((sum, member) => sum + leastOf(member, world), 0);
  return least >= 2 ? undefined : `of which ${least} runs`;
}

/** Where a group or service says how many run at the least; a single instance is one. */
const LEAST: Readonly<Record<string, string>> = {
  [TYPES.group]: "minSize",
  [TYPES.ecsService]: "desiredCount",
  [TYPES.eksNodeGroup]: "scalingConfig.minSize",
};
function leastOf(member: GraphResource, world: World): number {
  const input = LEAST[member.type];
  return input === undefined ? 1 : (world.number(member, input) ?? 1);
}

const storesOf = (members: readonly GraphResource[], world: World): readonly GraphResource[] =>
  world
    .all(TYPES.dbCluster, TYPES.replicationGroup)
    .filter((store) => callersOf(store, world).some(({ resource }) => members.includes(resource)));

function oneOfStore(store: GraphResource, world: World): string | undefined {
  if (store.type === TYPES.dbCluster) {
    const count = instancesOf(store, world).length;
    // Multi-AZ clusters have a class of their own and no instances in the graph.
    if (count >= 2 || world.has(store, "dbClusterInstanceClass")) return undefined;
    return `which has ${count === 0 ? "no instance" : "one instance"}`;
  }
  const replicas = known(() => world.number(store, "replicasPerNodeGroup"))?.value;
  const nodes = replicas === undefined ? (world.number(store, "numCacheClusters") ?? 1) : replicas + 1;
  return nodes >= 2 ? undefined : "which has one node";
}
