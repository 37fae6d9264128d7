import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, without } from "../../../../policies/change-sample";
import { concurrencyBudget } from "../../../../policies/rules/fn/concurrency-budget";

import { describeRule } from "../../support";

describeRule(concurrencyBudget, {
  rows: [
    ["nothing reserved", withInputs("worker", { reservedConcurrentExecutions: undefined }), "does not apply"],
    [
      "a raised quota",
      [withInputs("worker", { reservedConcurrentExecutions: 1500 }), withInputs("executions", { value: 2000 })],
      "pass",
    ],
    [
      "a quota that is not in the graph",
      [without("executions"), withInputs("worker", { reservedConcurrentExecutions: 950 })],
      "unknown",
      /950 are reserved/,
    ],
    ["not known", withInputs("worker", { reservedConcurrentExecutions: UNKNOWN }), "unknown"],
  ],
});
