import { changed, without } from "../../change-sample";
import { alarmsOnMetric, isDeadLetter } from "../../facts/queues";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";

const compliant: Sample = {
  resources: [
    { type: TYPES.queue, name: "failed", inputs: { name: "failed" } },
    { type: TYPES.queue, name: "jobs", inputs: { name: "jobs", redrivePolicy: ref("failed") } },
    { type: TYPES.topic, name: "pager", inputs: {} },
    {
      type: TYPES.alarm,
      name: "failed-messages",
      inputs: {
        namespace: "AWS/SQS",
        metricName: "ApproximateNumberOfMessagesVisible",
        dimensions: { QueueName: ref("failed") },
        alarmActions: [ref("pager")],
      },
    },
  ],
};

export const deadLetterAlarmed = rule({
  id: "msg/dead-letter-alarmed",
  title: "Somebody is told when a message reaches a dead-letter queue",
  scope: "stack",
  severity: perTier("warning", "error", "error", "error"),
  why: "A dead-letter queue that nobody watches only delays the loss: after its retention the failed orders are gone, and nobody ever knew.",
  source:
    "SQS, alarms for dead-letter queues (ApproximateNumberOfMessagesVisible), https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/dead-letter-queues-alarms-cloudwatch.html",
  fix: "add an alarm with an action on ApproximateNumberOfMessagesVisible of the dead-letter queue",
  types: [TYPES.queue, TYPES.alarm],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, without("failed-messages")) },
  subjects: (world) => world.all(TYPES.queue).filter((queue) => isDeadLetter(queue, world)),
  judge(queue, world) {
    const alarms = alarmsOnMetric(queue, "ApproximateNumberOfMessagesVisible", world);
    if (alarms.length === 0) return fail("keeps failed messages that no alarm watches");
    const heard = alarms.find(
      (alarm) => world.has(alarm, "alarmActions") && world.flag(alarm, "actionsEnabled") !== false,
    );
    if (heard) return pass();
    return fail(`keeps failed messages, and its alarm ${alarms[0]?.name} tells nobody`, { related: alarms });
  },
});
