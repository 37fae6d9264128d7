import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, without } from "../../../../policies/change-sample";
import { globalSecondaryAsStrong } from "../../../../policies/rules/db/global-secondary-as-strong";
import { describeRule } from "../../support";

describeRule(globalSecondaryAsStrong, {
  rows: [
    ["a larger secondary", withInputs("orders-us-0", { instanceClass: "db.r6g.2xlarge" }), "pass"],
    ["a class that is not known", withInputs("orders-us-0", { instanceClass: UNKNOWN }), "unknown"],
    [
      "less serverless",
      [
        withInputs("orders-eu", { serverlessv2ScalingConfiguration: { maxCapacity: 32 } }),
        withInputs("orders-us", { serverlessv2ScalingConfiguration: { maxCapacity: 16 } }),
      ],
      "fail",
      /16 .* 32/,
    ],
    ["headless", without("orders-us-0"), "does not apply"],
  ],
});
