import { changed, withInputs } from "../../change-sample";
import { isDeadLetter, mappingsOf, receivesOf, redriveOf, redrives } from "../../facts/queues";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { unseen } from "../../world/unseen";

const compliant: Sample = {
  resources: [
    { type: TYPES.queue, name: "failed", inputs: { name: "failed" } },
    {
      type: TYPES.queue,
      name: "jobs",
      inputs: {
        name: "jobs",
        redrivePolicy: '{"deadLetterTargetArn":"arn:aws:sqs:eu-west-1:123456789012:failed","maxReceiveCount":5}',
      },
    },
    { type: TYPES.lambda, name: "worker", inputs: {} },
    {
      type: TYPES.eventSourceMapping,
      name: "jobs-to-worker",
      inputs: { eventSourceArn: ref("jobs"), functionName: ref("worker") },
    },
  ],
};

export const queueHasDeadLetter = rule({
  id: "msg/queue-has-dead-letter",
  title: "A queue sets aside what fails again and again, after five receives at the earliest where a function reads it",
  scope: "stack",
  severity: perTier("warning", "error", "error", "error"),
  why: "A message that can't be processed comes back until it expires: it takes workers from the others, and then it is gone. With few receives a throttled function's healthy messages are set aside too.",
  source:
    "Lambda with SQS, at least 5 receives, https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html; SQS dead-letter queues, https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html",
  fix: "add a redrive policy to a dead-letter queue with maxReceiveCount of 5 or more",
  types: [TYPES.queue, TYPES.queueRedrive, TYPES.eventSourceMapping],
  elsewhere: [
    { tool: "cdk-nag", id: "AwsSolutions-SQS3", note: "presence only" },
    { tool: "cdk-nag", id: "Serverless-SQSRedrivePolicy", note: "presence only" },
    { tool: "aws-config", id: "sqs-queue-dlq-check", note: "what exists only" },
  ],
  example: { compliant, failing: changed(compliant, withInputs("jobs", { redrivePolicy: undefined })) },
  subjects: (world) => world.all(TYPES.queue).filter((queue) => !isDeadLetter(queue, world)),
  judge(queue, world) {
    const redrive = redriveOf(queue, world);
    if (!redrive) {
      // It may be the dead-letter queue of a policy whose target can't be seen.
      const unseenTarget = redrives(world).find(({ target }) => !target);
      if (unseenTarget) throw unseen(unseenTarget.on, "redrivePolicy");
      return fail("has no dead-letter queue", { input: "redrivePolicy" });
    }
    if (mappingsOf(queue, world).length === 0) return pass();
    const receives = receivesOf(redrive, world);
    if (receives >= 5) return pass();
    return fail(`sets messages aside after ${receives} receives where its function needs 5 or more`, {
      input: "redrivePolicy",
      ...(redrive.on !== queue && { related: [redrive.on] }),
    });
  },
});
