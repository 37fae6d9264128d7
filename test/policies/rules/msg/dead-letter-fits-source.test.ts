import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withResource } from "../../../../policies/change-sample";
import { deadLetterFitsSource } from "../../../../policies/rules/msg/dead-letter-fits-source";

import { describeRule } from "../../support";

describeRule(deadLetterFitsSource, {
  rows: [
    ["another kind", withInputs("jobs", { fifoQueue: true }), "fail", /is FIFO, .* standard/],
    [
      "FIFO queues may be equal",
      [
        withInputs("jobs", { fifoQueue: true }),
        withInputs("failed", { fifoQueue: true, messageRetentionSeconds: undefined }),
      ],
      "pass",
    ],
    ["another region", withResource("failed", { region: "us-east-1" }), "fail", /another region/],
    [
      "a target that was not read",
      withInputs("jobs", { redrivePolicy: '{"deadLetterTargetArn":"arn:aws:sqs:eu-west-1:1:other"}' }),
      "unknown",
    ],
    ["retention not known", withInputs("failed", { messageRetentionSeconds: UNKNOWN }), "unknown"],
  ],
});
