import { changed, without } from "../../change-sample";
import { alarmsOnMetric, isDeadLetter, mappingsOf, retentionOf } from "../../facts/queues";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";

const compliant: Sample = {
  resources: [
    { type: TYPES.queue, name: "jobs", inputs: { name: "jobs", messageRetentionSeconds: 345600 } },
    { type: TYPES.topic, name: "pager", inputs: {} },
    {
      type: TYPES.alarm,
      name: "jobs-too-old",
      inputs: {
        namespace: "AWS/SQS",
        metricName: "ApproximateAgeOfOldestMessage",
        dimensions: { QueueName: ref("jobs") },
        comparisonOperator: "GreaterThanThreshold",
        threshold: 3600,
        alarmActions: [ref("pager")],
      },
    },
  ],
};

export const oldestMessageAlarmed = rule({
  id: "msg/oldest-message-alarmed",
  title: "The age of a queue's oldest message raises an alarm long before messages expire",
  scope: "stack",
  severity: perTier("none", "warning", "error", "error"),
  why: "Workers that stand still look idle: CPU is low and nothing scales. Only the oldest message's age says that work is not being done, and after the retention it is deleted without a trace.",
  source:
    "SQS metrics, ApproximateAgeOfOldestMessage, https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html; scaling by backlog, https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-using-sqs-queue.html",
  fix: "add an alarm with an action on ApproximateAgeOfOldestMessage, with a threshold of at most half the retention, and scale workers on backlog per worker",
  types: [TYPES.queue, TYPES.alarm],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, without("jobs-too-old")) },
  subjects: (world) => world.all(TYPES.queue).filter((queue) => !isDeadLetter(queue, world)),
  judge(queue, world) {
    const alarms = alarmsOnMetric(queue, "ApproximateAgeOfOldestMessage", world).filter(
      (alarm) => world.has(alarm, "alarmActions") && world.flag(alarm, "actionsEnabled") !== false,
    );
    const [alarm] = alarms;
    if (!alarm) {
      const reader = mappingsOf(queue, world).length > 0 ? "its function" : "its workers";
      return fail(`tells nobody when ${reader} fall behind: no alarm watches the age of its oldest message`);
    }
    const retention = retentionOf(queue, world);
    const early = alarms.some((each) => (world.number(each, "threshold") ?? 0) <= retention / 2);
    if (early) return pass();
    return fail(
      `raises its alarm at ${world.number(alarm, "threshold")} s where messages are deleted at ${retention} s`,
      { related: [alarm] },
    );
  },
});
