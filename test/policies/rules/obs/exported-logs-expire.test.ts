import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { exportedLogsExpire } from "../../../../policies/rules/obs/exported-logs-expire";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const group = (name: unknown) => withInputs("log", { name });

describeRule(exportedLogsExpire, {
  rows: [
    [
      "a group of another name",
      group("/aws/rds/cluster/other/postgresql"),
      "fail",
      /orders\/postgresql, which is not declared/,
    ],
    ["a group whose name is not known", group(UNKNOWN), "unknown"],
    ["a group without a name, which gets one of its own", group(undefined), "fail"],
    ["a cluster whose name is not known", withInputs("orders", { clusterIdentifier: UNKNOWN }), "unknown"],
    ["a cluster without a name", withInputs("orders", { clusterIdentifier: undefined }), "unknown"],
    ["nothing exported", withInputs("orders", { enabledCloudwatchLogsExports: [] }), "does not apply"],
    [
      "one of two logs",
      withInputs("orders", { enabledCloudwatchLogsExports: ["postgresql", "upgrade"] }),
      "fail",
      /upgrade/,
    ],
    [
      "an instance",
      [
        without("orders"),
        withMore({
          type: TYPES.dbInstance,
          name: "single",
          inputs: { identifier: "single", enabledCloudwatchLogsExports: ["postgresql"] },
        }),
        group("/aws/rds/instance/single/postgresql"),
      ],
      "pass",
    ],
    [
      "a cluster of Kubernetes",
      withMore({
        type: TYPES.eksCluster,
        name: "cluster",
        inputs: { name: "shop", enabledClusterLogTypes: ["audit"] },
      }),
      "fail",
      /\/aws\/eks\/shop\/cluster/,
    ],
  ],
});
