import { UNKNOWN } from "../../../../blueprints/graph/values";
import { type Change, declaring, withInputs, withMore, without } from "../../../../policies/change-sample";
import { readersScale } from "../../../../policies/rules/db/readers-scale";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

describeRule(readersScale, {
  rows: [
    ["no room", withInputs("replicas", { maxCapacity: 2 }), "fail", /from 2 to 2/],
    ["one reader at least", withInputs("replicas", { minCapacity: 1 }), "fail", /shrink to 1/],
    ["not known", withInputs("replicas", { minCapacity: UNKNOWN }), "unknown"],
    ["another service", withInputs("replicas", { scalableDimension: "ecs:service:DesiredCount" }), "does not apply"],
  ],
});

/** A cluster with so many readers and nothing that scales them, of a service that grows from 4 to this many. */
const fixed = (readers: number, maximum: number): readonly Change[] => [
  without("replicas", "policy"),
  withMore({ type: TYPES.dbCluster, name: "orders", part: "orders", inputs: { engine: "aurora-postgresql" } }),
  withMore(
    ...Array.from({ length: readers + 1 }, (_, at) => ({
      type: TYPES.dbClusterInstance,
      name: `orders-${at}`,
      inputs: { clusterIdentifier: ref("orders"), instanceClass: "db.r6g.large" },
    })),
  ),
  declaring({
    services: { web: { runs: "instances", capacityRps: 100, minimum: 4, maximum, reads: ["orders"], writes: [] } },
  }),
];

describe("a number that is fixed", () => {
  describeRule(readersScale, {
    rows: [
      ["two readers", fixed(2, 12), "fail", /2 readers for good, where web may grow to 3 times/],
      ["as many more as the service", fixed(6, 12), "does not apply"],
      ["one fewer", fixed(5, 12), "fail"],
      ["a service that does not grow", fixed(2, 4), "does not apply"],
      ["no reader, another rule's matter", fixed(0, 12), "does not apply"],
      ["no manifest", [...fixed(2, 12), declaring({ services: {} })], "does not apply"],
      ["serverless", [...fixed(2, 12), withInputs("orders-1", { instanceClass: "db.serverless" })], "does not apply"],
      [
        "a class that is not known",
        [...fixed(2, 12), withInputs("orders-1", { instanceClass: UNKNOWN })],
        "unknown",
        /instanceClass/,
      ],
      [
        "scaled by a target of its own",
        [
          ...fixed(2, 12),
          withMore({
            type: TYPES.appScalingTarget,
            name: "own",
            inputs: {
              scalableDimension: "rds:cluster:ReadReplicaCount",
              minCapacity: 2,
              maxCapacity: 5,
              resourceId: ref("orders"),
            },
          }),
          withMore({ type: TYPES.appScalingPolicy, name: "own-policy", inputs: { resourceId: ref("own") } }),
        ],
        "pass",
      ],
    ],
  });
});

describe("a number that is fixed below tier scale", () => {
  describeRule(readersScale, { tier: "growth", rows: [["two readers", fixed(2, 12), "does not apply"]] });
});
