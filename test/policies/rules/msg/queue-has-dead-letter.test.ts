import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { queueHasDeadLetter } from "../../../../policies/rules/msg/queue-has-dead-letter";
import { ref } from "../../../../policies/sample";
import { describeRule } from "../../support";

describeRule(queueHasDeadLetter, {
  rows: [
    [
      "few receives with a function",
      withInputs("jobs", {
        redrivePolicy: '{"maxReceiveCount":4,"deadLetterTargetArn":"arn:aws:sqs:eu-west-1:1:failed"}',
      }),
      "fail",
      /after 4 receives/,
    ],
    [
      "few receives without a function",
      [
        without("jobs-to-worker"),
        withInputs("jobs", {
          redrivePolicy: '{"maxReceiveCount":3,"deadLetterTargetArn":"arn:aws:sqs:eu-west-1:1:failed"}',
        }),
      ],
      "pass",
    ],
    [
      "a policy of its own",
      [
        withInputs("jobs", { redrivePolicy: undefined }),
        withMore({
          type: "aws:sqs/redrivePolicy:RedrivePolicy",
          name: "policy",
          inputs: {
            queueUrl: ref("jobs"),
            redrivePolicy: '{"maxReceiveCount":5,"deadLetterTargetArn":"arn:aws:sqs:eu-west-1:1:failed"}',
          },
        }),
      ],
      "pass",
    ],
    ["not known", withInputs("jobs", { redrivePolicy: UNKNOWN }), "unknown"],
  ],
});
