import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore } from "../../../../policies/change-sample";
import { statementsAreSeen } from "../../../../policies/rules/db/statements-are-seen";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const off = withInputs("orders-0", { performanceInsightsEnabled: undefined });

describeRule(statementsAreSeen, {
  rows: [
    ["left to the default", off, "fail", /does not say what it is busy with/],
    ["not known", withInputs("orders-0", { performanceInsightsEnabled: UNKNOWN }), "unknown"],
    ["switched on for the cluster", [off, withInputs("orders", { databaseInsightsMode: "advanced" })], "pass"],
    ["a class that is too small", [off, withInputs("orders-0", { instanceClass: "db.t4g.micro" })], "does not apply"],
    [
      "an instance of its own",
      withMore({ type: TYPES.dbInstance, name: "single", inputs: { instanceClass: "db.m7g.large" } }),
      "fail",
    ],
  ],
});
