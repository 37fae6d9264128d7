import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, without } from "../../../../policies/change-sample";
import { failoverTargetAsStrong } from "../../../../policies/rules/db/failover-target-as-strong";
import { describeRule } from "../../support";

describeRule(failoverTargetAsStrong, {
  rows: [
    ["a small reader behind", withInputs("orders-2", { instanceClass: "db.r6g.large" }), "pass"],
    ["a family without known memory", withInputs("orders-1", { instanceClass: "db.x2g.large" }), "pass"],
    ["a class that is not known", withInputs("orders-1", { instanceClass: UNKNOWN }), "unknown"],
    ["one instance", without("orders-1", "orders-2"), "does not apply"],
    [
      "serverless readers behind",
      [
        withInputs("orders-1", { promotionTier: 2, instanceClass: "db.serverless" }),
        withInputs("orders-2", { instanceClass: "db.serverless" }),
      ],
      "fail",
      /may idle/,
    ],
  ],
});
