import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import type { World } from "../../world/world";

const compliant: Sample = {
  resources: [
    { type: TYPES.queue, name: "failed", inputs: {} },
    { type: TYPES.topic, name: "orders", inputs: {} },
    {
      type: TYPES.topicSubscription,
      name: "orders-out",
      inputs: { topic: ref("orders"), protocol: "lambda", endpoint: "arn:x", redrivePolicy: ref("failed") },
    },
  ],
};

export const subscriptionKeepsFailures = rule({
  id: "msg/subscription-keeps-failures",
  title:
    "What a subscription, a rule's target or a stream's reader cannot deliver is kept, and a stream is never stuck",
  scope: "resource",
  severity: perTier("warning", "warning", "error", "error"),
  why: "After their retries topics and event buses drop what they could not deliver. A stream does the opposite: one bad record is tried until it expires, and everything behind it in its shard waits for days.",
  source:
    "SNS dead-letter queues, https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html; EventBridge, https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html; Lambda with Kinesis, error handling, https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html",
  fix: "name a queue for failures; for streams also bound retries and record age, and split batches on error",
  types: [TYPES.topicSubscription, TYPES.eventTarget, TYPES.eventSourceMapping],
  elsewhere: [
    { tool: "cdk-nag", id: "Serverless-SNSRedrivePolicy" },
    { tool: "cdk-nag", id: "Serverless-EventBusDLQ" },
    { tool: "cdk-nag", id: "Serverless-LambdaEventSourceMappingDestination", note: "the destination only" },
  ],
  example: { compliant, failing: changed(compliant, withInputs("orders-out", { redrivePolicy: undefined })) },
  subjects: (world) => world.all(TYPES.topicSubscription, TYPES.eventTarget, TYPES.eventSourceMapping),
  judge(subject, world) {
    switch (subject.type) {
      case TYPES.topicSubscription:
        return kept(subject, "redrivePolicy", "delivery", world);
      case TYPES.eventTarget:
        return kept(subject, "deadLetterConfig", "delivery", world);
      default:
        return isStream(subject, world) ? stream(subject, world) : undefined;
    }
  },
});

const kept = (subject: GraphResource, input: string, what: string, world: World) =>
  world.has(subject, input) ? pass() : fail(`keeps nothing of a ${what} that fails: it has no ${input}`, { input });

/** Only readers of Kinesis and DynamoDB streams start at a position and have shards; Kafka's don't split or give up. */
function isStream(mapping: GraphResource, world: World): boolean {
  const queue = world.linked(mapping, "eventSourceArn", TYPES.queue).length > 0;
  const kafka = world.has(mapping, "topics") || world.has(mapping, "selfManagedEventSource");
  return !queue && !kafka && world.has(mapping, "startingPosition");
}

function stream(mapping: GraphResource, world: World) {
  // Without limits, which -1 says too, a record is tried until it expires [Lambda API].
  const bounded = (input: string): boolean => (world.number(mapping, input) ?? -1) >= 0;
  const missing = [
    ...(world.has(mapping, "destinationConfig.onFailure") ? [] : ["a destination for failures"]),
    ...(bounded("maximumRetryAttempts") || bounded("maximumRecordAgeInSeconds") ? [] : ["a bound on retries or age"]),
    ...(world.flag(mapping, "bisectBatchOnFunctionError") === true || reportsItems(mapping, world)
      ? []
      : ["splitting on error"]),
  ];
  return missing.length === 0
    ? pass()
    : fail(`reads a stream without ${missing.join(", ")}`, { input: "destinationConfig" });
}

/** A function that names the failed record needs no splitting. */
const reportsItems = (mapping: GraphResource, world: World): boolean =>
  world.texts(mapping, "functionResponseTypes").includes("ReportBatchItemFailures");
