import { UNKNOWN } from "../../../../blueprints/graph/values";
import { declaring, withInputs, withMore, without, withResource } from "../../../../policies/change-sample";
import { noSingleCut } from "../../../../policies/rules/res/no-single-cut";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const service = { runs: "instances", capacityRps: 1, minimum: 2, maximum: 6, reads: ["orders"], writes: [] } as const;
const store = (type: string, inputs: Record<string, unknown>, ...instances: string[]) => [
  withResource("web", { part: "web" }),
  declaring({ services: { web: service } }),
  withMore(
    { type, name: "store", part: "orders", inputs },
    ...instances.map((name) => ({ type: TYPES.dbClusterInstance, name, inputs: { clusterIdentifier: ref("store") } })),
  ),
];

describeRule(noSingleCut, {
  rows: [
    [
      "a group in one zone",
      withInputs("web", { vpcZoneIdentifiers: [ref("subnet-a")] }),
      "fail",
      /web, which is in one zone/,
    ],
    [
      "a balancer in one zone",
      withInputs("entry", { subnets: [ref("subnet-b")] }),
      "fail",
      /entry, which is in one zone/,
    ],
    ["one instance that may become more", withInputs("web", { minSize: 1 }), "fail", /of which 1 runs/],
    [
      "one instance in each of two groups that stand in for each other",
      [
        withInputs("web", { minSize: 1 }),
        withMore({
          type: TYPES.group,
          name: "more",
          inputs: { minSize: 1, vpcZoneIdentifiers: [ref("subnet-b")], targetGroupArns: [ref("targets")] },
        }),
      ],
      "pass",
    ],
    ["a database of one instance", store(TYPES.dbCluster, {}, "one"), "fail", /store, which has one instance/],
    ["a database of two", store(TYPES.dbCluster, {}, "one", "two"), "pass"],
    ["a cache of one node", store(TYPES.replicationGroup, { numCacheClusters: 1 }), "fail", /one node/],
    ["a cache with a replica a shard", store(TYPES.replicationGroup, { replicasPerNodeGroup: 1 }), "pass"],
    ["a size that is not known", withInputs("web", { minSize: UNKNOWN }), "unknown"],
    ["a balancer before nothing", without("web"), "does not apply"],
  ],
});
