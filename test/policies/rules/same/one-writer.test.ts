import { withInputs } from "../../../../policies/change-sample";
import { oneWriter } from "../../../../policies/rules/same/one-writer";
import { describeRule } from "../../support";

describeRule(oneWriter, {
  rows: [
    ["no manifest", ({ resources }) => ({ resources }), "unknown"],
    [
      "no member that writes",
      [
        withInputs("orders-global", { sourceDbClusterIdentifier: undefined }),
        withInputs("orders-eu", { globalClusterIdentifier: "shop-orders", masterUsername: undefined }),
      ],
      "unknown",
    ],
  ],
});
