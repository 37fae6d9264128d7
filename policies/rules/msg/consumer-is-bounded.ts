import { changed, withInputs } from "../../change-sample";
import { functionOf, reservedOf } from "../../facts/functions";
import { mappingsOf } from "../../facts/queues";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";

const compliant: Sample = {
  resources: [
    { type: TYPES.queue, name: "jobs", inputs: {} },
    { type: TYPES.lambda, name: "worker", inputs: { reservedConcurrentExecutions: 50 } },
    {
      type: TYPES.eventSourceMapping,
      name: "jobs-to-worker",
      inputs: {
        eventSourceArn: ref("jobs"),
        functionName: ref("worker"),
        scalingConfig: { maximumConcurrency: 50 },
      },
    },
  ],
};

export const consumerIsBounded = rule({
  id: "msg/consumer-is-bounded",
  title: "What reads a queue has a bound, and the bounds on one function fit its reservation",
  scope: "stack",
  severity: perTier("none", "warning", "error", "error"),
  why: "After an outage the backlog arrives at once: without a bound the function takes the account's whole concurrency and the store's connections. Pollers don't see a reservation: what they fetch beyond it is throttled, counted as received, and set aside as failed.",
  source:
    "Lambda, scaling of SQS event source mappings, https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html",
  fix: "set scalingConfig.maximumConcurrency on each mapping, in sum at most the function's reserved concurrency",
  types: [TYPES.queue, TYPES.eventSourceMapping, TYPES.lambda],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("jobs-to-worker", { scalingConfig: undefined })) },
  // The function owns the sum; each is judged once however many queues it reads.
  subjects: (world) => {
    const mappings = world.all(TYPES.queue).flatMap((queue) => mappingsOf(queue, world));
    return [...new Set(mappings.map((mapping) => functionOf(mapping, world)))];
  },
  judge(fn, world) {
    const mappings = world
      .all(TYPES.queue)
      .flatMap((queue) => mappingsOf(queue, world))
      .filter((mapping) => functionOf(mapping, world) === fn);
    const bounds = mappings.map((mapping) => ({
      mapping,
      // Provisioned pollers are a bound of their own, up to ten calls each.
      bound:
        world.number(mapping, "scalingConfig.maximumConcurrency") ??
        pollers(world.number(mapping, "provisionedPollerConfig.maximumPollers")),
    }));
    const open = bounds.find(({ bound }) => bound === undefined);
    if (open)
      return fail(`is called by ${open.mapping.name} without a bound`, { related: [open.mapping], key: "bound" });
    const reserved = reservedOf(fn, world);
    const total = bounds.reduce((sum, { bound }) => sum + (bound ?? 0), 0);
    if (reserved === undefined || total <= reserved) return pass("bound");
    return fail(`may be called ${total} times at once by its queues, and has ${reserved} executions reserved`, {
      related: mappings,
      key: "bound",
      input: "reservedConcurrentExecutions",
    });
  },
});

const pollers = (count: number | undefined): number | undefined => (count === undefined ? undefined : count * 10);
