import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { statementsAreSeen } from "../../../../policies/rules/db/statements-are-seen";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const off = withInputs("orders-0", { performanceInsightsEnabled: undefined });

const on = (engine: string | undefined, instanceClass: string) => [
  withInputs("orders", { engine }),
  withInputs("orders-0", { instanceClass }),
];
const single = (engine: string, instanceClass: string) => [
  without("orders", "orders-0"),
  withMore({ type: TYPES.dbInstance, name: "single", inputs: { engine, instanceClass } }),
];

describeRule(statementsAreSeen, {
  rows: [
    ["left to the default", off, "fail", /does not say what it is busy with/],
    ["not known", withInputs("orders-0", { performanceInsightsEnabled: UNKNOWN }), "unknown"],
    ["switched on for the cluster", [off, withInputs("orders", { databaseInsightsMode: "advanced" })], "pass"],
    [
      "PostgreSQL has it for the smallest class",
      [off, withInputs("orders-0", { instanceClass: "db.t4g.micro" })],
      "fail",
    ],
    ["Aurora MySQL: too small", [off, ...on("aurora-mysql", "db.t4g.small")], "does not apply"],
    ["Aurora MySQL: no t3 at all", [off, ...on("aurora-mysql", "db.t3.medium")], "does not apply"],
    ["Aurora MySQL: t4g.medium has it", [off, ...on("aurora-mysql", "db.t4g.medium")], "fail"],
    ["an engine that is not shown", [off, ...on(undefined, "db.t4g.small")], "unknown", /engine/],
    ["PostgreSQL of its own, small", single("postgres", "db.t3.micro"), "fail"],
    ["MySQL of its own, small", single("mysql", "db.t3.micro"), "does not apply"],
    ["MariaDB of its own, small", single("mariadb", "db.t4g.small"), "does not apply"],
    ["MySQL of its own, medium", single("mysql", "db.t3.medium"), "fail"],
    [
      "an instance of its own",
      withMore({ type: TYPES.dbInstance, name: "single", inputs: { instanceClass: "db.m7g.large" } }),
      "fail",
    ],
  ],
});
