import { changed, withInputs } from "../../change-sample";
import { keptCaches, nodesOfShard, zonesOfCache } from "../../facts/sessions";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";

const zones = ["a", "b", "c"].map((zone) => ({
  type: TYPES.subnet,
  name: `subnet-${zone}`,
  inputs: { availabilityZone: `eu-west-1${zone}` },
}));

const compliant: Sample = {
  resources: [
    ...zones,
    {
      type: TYPES.cacheSubnetGroup,
      name: "place",
      inputs: { subnetIds: [ref("subnet-a"), ref("subnet-b"), ref("subnet-c")] },
    },
    {
      type: TYPES.replicationGroup,
      name: "sessions",
      part: "sessions",
      inputs: { numCacheClusters: 3, subnetGroupName: ref("place") },
    },
  ],
  declared: {
    services: {
      web: { runs: "instances", capacityRps: 100, minimum: 3, maximum: 9, reads: [], writes: ["sessions"] },
    },
  },
};

export const copiesInEveryZone = rule({
  id: "cache/copies-in-every-zone",
  title: "A cache that services keep data in has a copy in each of its zones, three at the least where there are three",
  scope: "stack",
  severity: perTier("none", "none", "warning", "warning"),
  why: "With two nodes the loss of one leaves a single copy of every session until another node has been made and filled: what fails in those minutes signs everybody out, and reads have one node instead of two.",
  source:
    "ElastiCache Well-Architected Lens, reliability pillar, REL 1 (two or more replicas for each shard, across zones), https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ReliabilityPillar.html",
  fix: "give each shard two replicas or more, so that every zone of its subnet group has one",
  types: [TYPES.replicationGroup, TYPES.cacheSubnetGroup, TYPES.subnet],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("sessions", { numCacheClusters: 2 })) },
  subjects: keptCaches,
  judge(group, world) {
    const nodes = nodesOfShard(group, world);
    // Without any replica there is nothing to fail over to: cache/fails-over.
    if (nodes < 2) return undefined;
    const input = world.has(group, "replicasPerNodeGroup") ? "replicasPerNodeGroup" : "numCacheClusters";
    const there = zonesOfCache(group, world).length;
    const wanted = Math.min(there, ENOUGH);
    if (nodes >= wanted) return pass();
    return fail(`has ${nodes} copies of what services keep in it, where its subnets stand in ${there} zones`, {
      input,
    });
  },
  repair: ({ part }) => (part === "sessions" ? { path: "sessions.replicas", value: ENOUGH - 1 } : undefined),
});

/** Nodes a shard that the Lens asks for: the primary and two replicas. */
const ENOUGH = 3;
