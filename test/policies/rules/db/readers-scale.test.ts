import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs } from "../../../../policies/change-sample";
import { readersScale } from "../../../../policies/rules/db/readers-scale";
import { describeRule } from "../../support";

describeRule(readersScale, {
  rows: [
    ["no room", withInputs("replicas", { maxCapacity: 2 }), "fail", /from 2 to 2/],
    ["one reader at least", withInputs("replicas", { minCapacity: 1 }), "fail", /shrink to 1/],
    ["not known", withInputs("replicas", { minCapacity: UNKNOWN }), "unknown"],
    ["another service", withInputs("replicas", { scalableDimension: "ecs:service:DesiredCount" }), "does not apply"],
  ],
});
