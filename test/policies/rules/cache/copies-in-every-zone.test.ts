import { UNKNOWN } from "../../../../blueprints/graph/values";
import { declaring, withInputs, withMore, without, withResource } from "../../../../policies/change-sample";
import { copiesInEveryZone } from "../../../../policies/rules/cache/copies-in-every-zone";
import { graphOf, ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { World } from "../../../../policies/world/world";
import { describeRule } from "../../support";

describeRule(copiesInEveryZone, {
  rows: [
    ["two nodes in three zones", withInputs("sessions", { numCacheClusters: 2 }), "fail", /2 copies .* in 3 zones/],
    [
      "one replica a shard",
      withInputs("sessions", { numCacheClusters: undefined, numNodeGroups: 2, replicasPerNodeGroup: 1 }),
      "fail",
    ],
    [
      "two replicas a shard",
      withInputs("sessions", { numCacheClusters: undefined, numNodeGroups: 2, replicasPerNodeGroup: 2 }),
      "pass",
    ],
    [
      "two nodes where there are two zones",
      [
        withInputs("sessions", { numCacheClusters: 2 }),
        withInputs("place", { subnetIds: [ref("subnet-a"), ref("subnet-b")] }),
      ],
      "pass",
    ],
    [
      "three nodes in more zones than that",
      [
        withMore({ type: TYPES.subnet, name: "subnet-d", inputs: { availabilityZone: "eu-west-1d" } }),
        withInputs("place", { subnetIds: ["a", "b", "c", "d"].map((zone) => ref(`subnet-${zone}`)) }),
      ],
      "pass",
    ],
    ["one node, another rule's matter", withInputs("sessions", { numCacheClusters: undefined }), "does not apply"],
    [
      "a number that is not known",
      withInputs("sessions", { numCacheClusters: UNKNOWN }),
      "unknown",
      /numCacheClusters/,
    ],
    ["subnets that were not read", [without("place"), withInputs("sessions", { subnetGroupName: "other" })], "unknown"],
    [
      "a cache that services only read",
      declaring({
        services: {
          web: { runs: "instances", capacityRps: 100, minimum: 3, maximum: 9, reads: ["sessions"], writes: [] },
        },
      }),
      "does not apply",
    ],
    ["no manifest", declaring({ services: {} }), "does not apply"],
    ["no part of the manifest", withResource("sessions", { part: "other" }), "does not apply"],
  ],
});

test("the manifest gets a replica for each of the other two zones", () => {
  const { failing } = copiesInEveryZone.example;
  const world = new World(graphOf(failing), "scale", failing.declared);
  const [group] = world.all(TYPES.replicationGroup);
  if (!group) throw new Error("the example has a cache");
  expect(copiesInEveryZone.repair?.(group, world)).toEqual({ path: "sessions.replicas", value: 2 });
});
