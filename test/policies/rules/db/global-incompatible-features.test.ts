import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, without } from "../../../../policies/change-sample";
import { globalIncompatibleFeatures } from "../../../../policies/rules/db/global-incompatible-features";
import { describeRule } from "../../support";

describeRule(globalIncompatibleFeatures, {
  rows: [
    ["backtrack", withInputs("orders-us", { backtrackWindow: 3600 }), "fail", /backtrack/],
    ["no backtrack", withInputs("orders-us", { backtrackWindow: 0 }), "pass"],
    ["Serverless v1", withInputs("orders-eu", { engineMode: "serverless" }), "fail", /Serverless v1/],
    ["not known yet", withInputs("orders-eu", { manageMasterUserPassword: UNKNOWN }), "unknown"],
    [
      "not a member at tier global",
      [without("orders-global"), withInputs("orders-eu", { manageMasterUserPassword: true })],
      "does not apply",
    ],
  ],
});
