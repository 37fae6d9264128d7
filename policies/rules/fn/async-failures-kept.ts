import { changed, withInputs } from "../../change-sample";
import { callsOf, namersOf } from "../../facts/functions";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";

const compliant: Sample = {
  resources: [
    { type: TYPES.queue, name: "failed", inputs: {} },
    { type: TYPES.lambda, name: "worker", inputs: { deadLetterConfig: { targetArn: ref("failed") } } },
    { type: TYPES.eventTarget, name: "nightly", inputs: { rule: "nightly", arn: ref("worker") } },
  ],
};

export const asyncFailuresKept = rule({
  id: "fn/async-failures-kept",
  title: "A function that is called asynchronously keeps the events that it fails on",
  scope: "stack",
  severity: perTier("warning", "error", "error", "error"),
  why: "After two retries Lambda drops the event; the caller was told long ago that all is well. Functions that nothing calls this way lose nothing and are not asked.",
  source:
    "Lambda, capturing records of asynchronous invocations, https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html",
  fix: "add an onFailure destination (or a dead-letter queue) to the function",
  types: [TYPES.lambda, TYPES.functionInvokeConfig, TYPES.eventTarget, TYPES.topicSubscription],
  elsewhere: [
    { tool: "checkov", id: "CKV_AWS_116", note: "asks every function" },
    { tool: "cdk-nag", id: "Serverless-LambdaDLQ", note: "asks every function" },
    { tool: "cdk-nag", id: "Serverless-LambdaAsyncFailureDestination" },
  ],
  example: { compliant, failing: changed(compliant, withInputs("worker", { deadLetterConfig: undefined })) },
  subjects: (world) => world.all(TYPES.lambda).filter((fn) => callsOf(fn, world).some(({ kind }) => kind === "async")),
  judge(fn, world) {
    if (world.has(fn, "deadLetterConfig")) return pass();
    const configs = namersOf(fn, world, TYPES.functionInvokeConfig);
    if (configs.some((config) => world.has(config, "destinationConfig.onFailure"))) return pass();
    const callers = callsOf(fn, world).flatMap(({ kind, by }) => (kind === "async" ? [by] : []));
    return fail(`is called asynchronously by ${callers[0]?.name}, and keeps no event that fails`, {
      input: "deadLetterConfig",
      related: callers,
    });
  },
});
