import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore } from "../../../../policies/change-sample";
import { slowStatementsLogged } from "../../../../policies/rules/db/slow-statements-logged";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const set = (name: string, value: unknown) => withInputs("parameters", { parameters: [{ name, value }] });
const mysql = withInputs("orders", { engine: "aurora-mysql", enabledCloudwatchLogsExports: ["slowquery"] });

describeRule(slowStatementsLogged, {
  rows: [
    ["a group that says nothing of it", set("log_connections", "1"), "fail", /log_min_duration_statement is not set/],
    ["switched off", set("log_min_duration_statement", "-1"), "fail"],
    ["every statement", set("log_min_duration_statement", "0"), "pass"],
    ["not known", set("log_min_duration_statement", UNKNOWN), "unknown"],
    [
      "a default group by its name",
      withInputs("orders", { dbClusterParameterGroupName: "default.aurora-postgresql17" }),
      "fail",
    ],
    ["a group that was not read", withInputs("orders", { dbClusterParameterGroupName: "own" }), "unknown"],
    ["no log that is kept", withInputs("orders", { enabledCloudwatchLogsExports: undefined }), "does not apply"],
    ["another log", withInputs("orders", { enabledCloudwatchLogsExports: ["audit"] }), "does not apply"],
    ["MySQL, switched on", [mysql, set("slow_query_log", "1")], "pass"],
    ["MySQL, switched off", [mysql, set("slow_query_log", "OFF")], "fail"],
    [
      "set for an instance",
      [
        withInputs("orders", { dbClusterParameterGroupName: undefined }),
        withMore({
          type: TYPES.dbClusterInstance,
          name: "orders-0",
          inputs: { clusterIdentifier: ref("orders"), dbParameterGroupName: ref("parameters") },
        }),
      ],
      "pass",
    ],
  ],
});
