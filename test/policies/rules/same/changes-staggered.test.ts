import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs } from "../../../../policies/change-sample";
import { changesStaggered } from "../../../../policies/rules/same/changes-staggered";
import { describeRule } from "../../support";

const windows = (eu: unknown, us: unknown) => [
  withInputs("orders-eu", { preferredMaintenanceWindow: eu }),
  withInputs("orders-us", { preferredMaintenanceWindow: us }),
];

describeRule(changesStaggered, {
  rows: [
    ["one after the other", windows("mon:03:00-mon:04:00", "mon:04:00-mon:05:00"), "pass"],
    ["over the end of the week", windows("sun:23:30-mon:00:30", "mon:00:00-mon:01:00"), "fail", /at once/],
    ["the same", windows("sat:05:00-sat:06:00", "sat:05:00-sat:06:00"), "fail", /eu-west-1 .* us-east-1/],
    ["none written in one", windows(undefined, "sat:05:00-sat:06:00"), "pass"],
    ["one that is not known", windows(UNKNOWN, "sat:05:00-sat:06:00"), "unknown"],
  ],
});
