import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore } from "../../../../policies/change-sample";
import { subscriptionKeepsFailures } from "../../../../policies/rules/msg/subscription-keeps-failures";

import { describeRule } from "../../support";

describeRule(subscriptionKeepsFailures, {
  rows: [
    [
      "a target without a queue",
      withMore({ type: "aws:cloudwatch/eventTarget:EventTarget", name: "t", inputs: {} }),
      "fail",
      /deadLetterConfig/,
    ],
    [
      "a stream without bounds",
      withMore({
        type: "aws:lambda/eventSourceMapping:EventSourceMapping",
        name: "s",
        inputs: { eventSourceArn: "arn:x", startingPosition: "LATEST" },
      }),
      "fail",
      /a bound on retries/,
    ],
    [
      "a careful stream",
      withMore({
        type: "aws:lambda/eventSourceMapping:EventSourceMapping",
        name: "s",
        inputs: {
          startingPosition: "LATEST",
          destinationConfig: { onFailure: { destinationArn: "x" } },
          maximumRetryAttempts: 3,
          bisectBatchOnFunctionError: true,
        },
      }),
      "pass",
    ],
    ["a policy that is not known is one", withInputs("orders-out", { redrivePolicy: UNKNOWN }), "pass"],
  ],
});
