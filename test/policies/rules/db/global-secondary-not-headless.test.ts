import { without } from "../../../../policies/change-sample";
import { globalSecondaryNotHeadless } from "../../../../policies/rules/db/global-secondary-not-headless";
import { describeRule } from "../../support";

describeRule(globalSecondaryNotHeadless, {
  rows: [
    ["the far cluster was not read", without("orders-us", "orders-us-0"), "does not apply"],
    ["an empty primary", without("orders-eu-0"), "pass"],
  ],
});
