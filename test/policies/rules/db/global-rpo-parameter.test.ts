import { UNKNOWN } from "../../../../blueprints/graph/values";
import { declaring, withInputs, withMore } from "../../../../policies/change-sample";
import { globalRpoParameter } from "../../../../policies/rules/db/global-rpo-parameter";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const bound = (value: unknown) => withInputs("bounded", { parameters: [{ name: "rds.global_db_rpo", value }] });
const onSecondary = withInputs("orders-us", { dbClusterParameterGroupName: ref("bounded") });

describeRule(globalRpoParameter, {
  rows: [
    ["above the objective", bound("61"), "fail", /lag by 61 seconds where the objective is to lose 60/],
    ["as low as Aurora takes", bound("20"), "pass"],
    ["lower than Aurora takes", bound("19"), "fail", /19 where Aurora takes 20/],
    ["no number", bound("soon"), "fail", /soon/],
    ["not set", withInputs("bounded", { parameters: [] }), "does not apply"],
    ["no group of its own", withInputs("orders-eu", { dbClusterParameterGroupName: undefined }), "does not apply"],
    [
      "a group of AWS's",
      withInputs("orders-eu", { dbClusterParameterGroupName: "default.aurora-postgresql17" }),
      "does not apply",
    ],
    ["a group that was not read", withInputs("orders-eu", { dbClusterParameterGroupName: "elsewhere" }), "unknown"],
    ["a value that is not known", bound(UNKNOWN), "unknown", /parameters/],
    ["no objective declared", declaring({ rpoSeconds: undefined } as never), "unknown", /rpoSeconds/],
    ["no objective declared, too low", [declaring({ rpoSeconds: undefined } as never), bound("5")], "fail"],
    ["MySQL has no such thing", withInputs("orders-eu", { engine: "aurora-mysql" }), "does not apply"],
    ["the only secondary sets it too", onSecondary, "fail", /one secondary, which sets it too|commits may stop/],
    [
      "one of two secondaries sets it",
      [
        onSecondary,
        withMore({
          type: TYPES.dbCluster,
          name: "orders-ap",
          region: "ap-south-1",
          inputs: { engine: "aurora-postgresql", globalClusterIdentifier: "shop-orders", sourceRegion: "eu-west-1" },
        }),
      ],
      "pass",
    ],
  ],
});
