import { changed, withInputs } from "../../change-sample";
import { functionOf, timeoutOf } from "../../facts/functions";
import { mappingsOf } from "../../facts/queues";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";

const compliant: Sample = {
  resources: [
    { type: TYPES.queue, name: "jobs", inputs: { visibilityTimeoutSeconds: 185 } },
    { type: TYPES.lambda, name: "worker", inputs: { timeout: 30 } },
    {
      type: TYPES.eventSourceMapping,
      name: "jobs-to-worker",
      inputs: { eventSourceArn: ref("jobs"), functionName: ref("worker"), maximumBatchingWindowInSeconds: 5 },
    },
  ],
};

const MOST_SECONDS = 43_200;

export const visibilityCoversConsumer = rule({
  id: "msg/visibility-covers-consumer",
  title: "A queue hides a message for six times as long as its function may run, and the batching window",
  scope: "stack",
  severity: perTier("warning", "error", "error", "error"),
  why: "Where a message comes back while its batch is still being worked on or tried again after throttling, it is processed twice and counted as failed: under load healthy messages end in the dead-letter queue.",
  source:
    "Lambda with SQS, configuring a queue, https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html; batching window, https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html",
  fix: "set visibilityTimeoutSeconds to six times the function's timeout plus the batching window",
  types: [TYPES.queue, TYPES.eventSourceMapping, TYPES.lambda],
  elsewhere: [
    {
      tool: "cdk-nag",
      id: "LambdaEventSourceSQSVisibilityTimeout",
      note: "in no pack; the same stack only, without the batching window",
    },
    { tool: "cfn-lint", id: "E3505", note: "as long as the function may run, once" },
  ],
  example: { compliant, failing: changed(compliant, withInputs("jobs", { visibilityTimeoutSeconds: 30 })) },
  subjects: (world) => world.all(TYPES.queue),
  judge: (queue, world) =>
    mappingsOf(queue, world).map((mapping) => {
      const fn = functionOf(mapping, world);
      const timeout = timeoutOf(fn, world);
      const wanted = 6 * timeout + (world.number(mapping, "maximumBatchingWindowInSeconds") ?? 0);
      // 30 s by default [SQS API, VisibilityTimeout].
      const visibility = world.number(queue, "visibilityTimeoutSeconds") ?? 30;
      if (visibility >= wanted) return pass(mapping.name);
      const refused = visibility < timeout ? ", which Lambda refuses" : "";
      return fail(
        `hides messages for ${visibility} s${refused}; ${fn.name} needs ${wanted} s (it may run ${timeout} s)`,
        {
          key: mapping.name,
          input: "visibilityTimeoutSeconds",
          related: [mapping, fn],
          // No more than twelve hours can be written [SQS API, VisibilityTimeout].
          ...(wanted <= MOST_SECONDS && { obeys: { visibilityTimeoutSeconds: wanted } }),
        },
      );
    }),
});
