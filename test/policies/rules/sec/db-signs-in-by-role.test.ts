import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore } from "../../../../policies/change-sample";
import { dbSignsInByRole } from "../../../../policies/rules/sec/db-signs-in-by-role";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

describeRule(dbSignsInByRole, {
  rows: [
    [
      "left to the default",
      withInputs("orders", { iamDatabaseAuthenticationEnabled: undefined }),
      "fail",
      /password only/,
    ],
    ["not known", withInputs("orders", { iamDatabaseAuthenticationEnabled: UNKNOWN }), "unknown"],
    ["an engine that does not know it", withInputs("orders", { engine: "oracle-ee" }), "does not apply"],
    ["a member, which has its primary's engine", withInputs("orders", { engine: undefined }), "does not apply"],
    ["an instance", withMore({ type: TYPES.dbInstance, name: "single", inputs: { engine: "postgres" } }), "fail"],
  ],
});
