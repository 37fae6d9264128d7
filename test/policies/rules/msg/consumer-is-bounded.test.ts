import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, without } from "../../../../policies/change-sample";
import { consumerIsBounded } from "../../../../policies/rules/msg/consumer-is-bounded";

import { describeRule } from "../../support";

describeRule(consumerIsBounded, {
  rows: [
    ["more than is reserved", withInputs("worker", { reservedConcurrentExecutions: 49 }), "fail", /50 times at once/],
    ["no reservation", withInputs("worker", { reservedConcurrentExecutions: undefined }), "pass"],
    ["no function", without("jobs-to-worker"), "does not apply"],
    ["not known", withInputs("jobs-to-worker", { scalingConfig: UNKNOWN }), "unknown"],
  ],
});
