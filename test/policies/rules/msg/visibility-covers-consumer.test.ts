import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, without } from "../../../../policies/change-sample";
import { visibilityCoversConsumer } from "../../../../policies/rules/msg/visibility-covers-consumer";

import { describeRule } from "../../support";

describeRule(visibilityCoversConsumer, {
  rows: [
    ["a second short", withInputs("jobs", { visibilityTimeoutSeconds: 184 }), "fail", /184 s; worker needs 185 s/],
    ["shorter than the function runs", withInputs("jobs", { visibilityTimeoutSeconds: 20 }), "fail", /Lambda refuses/],
    [
      "defaults on both sides",
      [
        withInputs("jobs", { visibilityTimeoutSeconds: undefined }),
        withInputs("worker", { timeout: undefined }),
        withInputs("jobs-to-worker", { maximumBatchingWindowInSeconds: undefined }),
      ],
      "pass",
    ],
    ["no function reads it", without("jobs-to-worker"), "does not apply"],
    ["not known", withInputs("worker", { timeout: UNKNOWN }), "unknown"],
  ],
});
