import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, without } from "../../../../policies/change-sample";
import { readerInOtherZone } from "../../../../policies/rules/db/reader-in-other-zone";
import { describeRule } from "../../support";

describeRule(readerInOtherZone, {
  rows: [
    ["the reader comes last", withInputs("orders-1", { promotionTier: 5 }), "fail", /promotion tier 0 or 1/],
    [
      "both in one zone",
      [withInputs("orders-0", { availabilityZone: "a" }), withInputs("orders-1", { availabilityZone: "a" })],
      "fail",
      /may write in a/,
    ],
    [
      "two zones",
      [withInputs("orders-0", { availabilityZone: "a" }), withInputs("orders-1", { availabilityZone: "b" })],
      "pass",
    ],
    [
      "a zone that is not known",
      [withInputs("orders-0", { availabilityZone: "a" }), withInputs("orders-1", { availabilityZone: UNKNOWN })],
      "unknown",
    ],
    ["a cluster without instances", without("orders-0", "orders-1"), "does not apply"],
    ["a Multi-AZ cluster", withInputs("orders", { engine: "mysql" }), "does not apply"],
  ],
});
