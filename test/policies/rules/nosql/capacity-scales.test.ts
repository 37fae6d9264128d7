import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, without } from "../../../../policies/change-sample";
import { capacityScales } from "../../../../policies/rules/nosql/capacity-scales";
import { describeRule } from "../../support";

describeRule(capacityScales, {
  rows: [
    [
      "pay per request",
      [without("ReadCapacityUnits", "WriteCapacityUnits"), withInputs("carts", { billingMode: "PAY_PER_REQUEST" })],
      "pass",
    ],
    [
      "the default is provisioned",
      [without("ReadCapacityUnits"), withInputs("carts", { billingMode: undefined })],
      "fail",
      /for reads/,
    ],
    ["an index", withInputs("carts", { globalSecondaryIndexes: [{ name: "byUser" }] }), "fail", /index byUser/],
    ["not known yet", withInputs("carts", { billingMode: UNKNOWN }), "unknown"],
  ],
});
