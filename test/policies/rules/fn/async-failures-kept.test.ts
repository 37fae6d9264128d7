import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { asyncFailuresKept } from "../../../../policies/rules/fn/async-failures-kept";
import { ref } from "../../../../policies/sample";
import { describeRule } from "../../support";

describeRule(asyncFailuresKept, {
  rows: [
    [
      "nothing calls it asynchronously",
      [without("nightly"), withInputs("worker", { deadLetterConfig: undefined })],
      "does not apply",
    ],
    [
      "a destination",
      [
        withInputs("worker", { deadLetterConfig: undefined }),
        withMore({
          type: "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig",
          name: "kept",
          inputs: { functionName: ref("worker"), destinationConfig: { onFailure: { destination: "arn:x" } } },
        }),
      ],
      "pass",
    ],
    [
      "a permission for S3 says so too",
      [
        without("nightly"),
        withInputs("worker", { deadLetterConfig: undefined }),
        withMore({
          type: "aws:lambda/permission:Permission",
          name: "s3",
          inputs: { function: ref("worker"), principal: "s3.amazonaws.com" },
        }),
      ],
      "fail",
      /by s3/,
    ],
    ["a target that is not known is a target", withInputs("worker", { deadLetterConfig: UNKNOWN }), "pass"],
  ],
});
