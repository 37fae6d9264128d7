import { UNKNOWN } from "../../../../blueprints/graph/values";
import { type Change, declaring, withInputs, withMore, withResource } from "../../../../policies/change-sample";
import { standbyIsDeclared } from "../../../../policies/rules/cost/standby-is-declared";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const member = (cluster: string, at: number, region: string) => ({
  type: TYPES.dbClusterInstance,
  name: `${cluster}-${at}`,
  region,
  inputs: { clusterIdentifier: ref(cluster) },
});
const database = (here: number, there: number): Change =>
  withMore(
    { type: TYPES.dbCluster, name: "eu", inputs: {} },
    { type: TYPES.globalCluster, name: "all", inputs: { sourceDbClusterIdentifier: ref("eu") } },
    { type: TYPES.dbCluster, name: "us", region: "us-east-1", inputs: { globalClusterIdentifier: ref("all") } },
    ...Array.from({ length: here }, (_, at) => member("eu", at, "eu-west-1")),
    ...Array.from({ length: there }, (_, at) => member("us", at, "us-east-1")),
  );
const cache = (name: string, region: string, inputs: object) => ({
  type: TYPES.replicationGroup,
  name,
  region,
  part: "sessions",
  inputs: { ...inputs },
});

describeRule(standbyIsDeclared, {
  rows: [
    ["as many as the primary", withInputs("web-us-east-1", { minSize: 6 }), "pass"],
    ["one more", withInputs("web-us-east-1", { minSize: 7 }), "fail", /keeps 7 .* us-east-1 .* keeps 6/],
    [
      "one more where both serve",
      [withInputs("web-us-east-1", { minSize: 7 }), declaring({ routing: "active-active" })],
      "pass",
    ],
    [
      "a region that is not declared",
      withResource("web-us-east-1", { region: "us-west-2" }),
      "fail",
      /us-west-2, which is none/,
    ],
    [
      "a region that is left over",
      [declaring({ regions: ["eu-west-1"] }), withResource("web-us-east-1", { region: "us-west-2" })],
      "fail",
    ],
    [
      "one region",
      [declaring({ regions: ["eu-west-1"] }), withResource("web-us-east-1", { region: "eu-west-1" })],
      "does not apply",
    ],
    ["nothing declared", ({ resources }) => ({ resources }), "unknown", /regions, which a manifest declares/],
    ["a size that is not known", withInputs("web-us-east-1", { minSize: UNKNOWN }), "unknown", /minSize of web-us/],
    ["a size that is not written", withInputs("web-eu-west-1", { minSize: undefined }), "unknown"],
    ["a standby of nothing that is shown", withResource("web-us-east-1", { part: "api" }), "unknown", /stands in for/],
    ["a database", database(2, 1), "pass"],
    ["a larger database", database(1, 2), "fail", /us-east-1 where eu in eu-west-1 keeps 1/],
    [
      "a cache",
      withMore(
        cache("a", "eu-west-1", { numCacheClusters: 3 }),
        cache("b", "us-east-1", { numNodeGroups: 1, replicasPerNodeGroup: 2 }),
      ),
      "pass",
    ],
    [
      "a larger cache",
      withMore(cache("a", "eu-west-1", {}), cache("b", "us-east-1", { numNodeGroups: 2 })),
      "fail",
      /keeps 2/,
    ],
    [
      "single databases",
      withMore(
        { type: TYPES.dbInstance, name: "db", inputs: {} },
        { type: TYPES.dbInstance, name: "db-copy", region: "us-east-1", inputs: {} },
      ),
      "unknown",
    ],
  ],
});
