import { changed, withInputs } from "../../change-sample";
import { redrives, retentionOf } from "../../facts/queues";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { unseen } from "../../world/unseen";

const compliant: Sample = {
  resources: [
    { type: TYPES.queue, name: "failed", inputs: { name: "failed", messageRetentionSeconds: 1209600 } },
    { type: TYPES.queue, name: "jobs", inputs: { name: "jobs", redrivePolicy: ref("failed") } },
  ],
};

export const deadLetterFitsSource = rule({
  id: "msg/dead-letter-fits-source",
  title: "A dead-letter queue is of its source's kind, in its region, and keeps messages for longer",
  scope: "stack",
  severity: perTier("warning", "warning", "error", "error"),
  why: "In a standard queue a message's age counts from when it was first sent. A message that fails late expires in a dead-letter queue of equal retention at once. Another kind or region is refused, or found out on the day of the first failure.",
  source:
    "SQS, dead-letter queue retention, https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/setting-up-dead-letter-queue-retention.html, and dead-letter queues, https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html",
  fix: "make the dead-letter queue of the same kind and region, with a longer messageRetentionSeconds (14 days is the most)",
  types: [TYPES.queue, TYPES.queueRedrive],
  elsewhere: [{ tool: "cfn-lint", id: "E3502", note: "its kind only" }],
  example: { compliant, failing: changed(compliant, withInputs("failed", { messageRetentionSeconds: 345600 })) },
  subjects: (world) => [...new Set(redrives(world).map(({ queue }) => queue))],
  judge: (queue, world): readonly Verdict[] =>
    redrives(world)
      .filter((redrive) => redrive.queue === queue)
      .map(({ on, target }) => {
        if (!target) throw unseen(on, "redrivePolicy");
        const more = { key: target.name, related: [target] };
        if (target.region !== queue.region)
          return fail(`sends what failed to ${target.name} in ${target.region}, another region`, more);
        const [own, other] = [queue, target].map((each) => world.flag(each, "fifoQueue") === true);
        const kind = (fifo: boolean | undefined): string => (fifo ? "FIFO" : "standard");
        if (own !== other) return fail(`is ${kind(own)}, its dead-letter queue ${target.name} is ${kind(other)}`, more);
        // Moving resets the age in FIFO queues.
        if (own) return pass(target.name);
        const [here, there] = [retentionOf(queue, world), retentionOf(target, world)];
        if (there > here) return pass(target.name);
        return fail(
          `keeps messages for ${here} s, its dead-letter queue ${target.name} for ${there} s counted from the same moment`,
          more,
        );
      }),
});
