import type { GraphResource } from "../../blueprints/graph/graph";
import { isUnknown } from "../../blueprints/graph/values";
import { TYPES } from "../types";
import { unseen } from "../world/unseen";
import type { World } from "../world/world";
import { alarmsOn, metricNames } from "./alarms";

/** Days in seconds: queues keep messages four by default [SQS API, MessageRetentionPeriod]. */
const DEFAULT_RETENTION = 4 * 86400;

export const retentionOf = (queue: GraphResource, world: World): number =>
  world.number(queue, "messageRetentionSeconds") ?? DEFAULT_RETENTION;

/** A queue's redrive policy, written in the queue or in a resource of its own. */
export interface Redrive {
  readonly queue: GraphResource;
  /** Resource and input that carry it. */
  readonly on: GraphResource;
  /** The dead-letter queue; undefined where the graph doesn't show it. */
  readonly target?: GraphResource;
}

export const redrives = (world: World): readonly Redrive[] =>
  world.fact("redrive policies", () => {
    const inline = world
      .all(TYPES.queue)
      .filter((queue) => world.has(queue, "redrivePolicy"))
      .map((queue) => ({ queue, on: queue }));
    const companion = world
      .all(TYPES.queueRedrive)
      .flatMap((on) => world.linked(on, "queueUrl", TYPES.queue).map((queue) => ({ queue, on })));
    return [...inline, ...companion].map(({ queue, on }): Redrive => {
      // A companion names its own queue as well; only the policy's edges count.
      const [target] = [...world.linked(on, "redrivePolicy", TYPES.queue), ...byName(on, world)].filter(
        (each) => each !== queue,
      );
      return { queue, on, ...(target && { target }) };
    });
  });

/** Policies are JSON in a text: the ARN inside it is no value of its own. */
function byName(on: GraphResource, world: World): readonly GraphResource[] {
  const policy = world.peek(on, "redrivePolicy");
  const arn = typeof policy === "string" ? /arn:[\w-]+:sqs:([\w-]*):\d*:([\w.-]+)/.exec(policy) : null;
  if (!arn) return [];
  const [, region, name] = arn;
  return world.all(TYPES.queue).filter((queue) => queue.region === region && world.peek(queue, "name") === name);
}

export const redriveOf = (queue: GraphResource, world: World): Redrive | undefined =>
  redrives(world).find((each) => each.queue === queue);

export const sourcesOf = (queue: GraphResource, world: World): readonly Redrive[] =>
  redrives(world).filter(({ target }) => target === queue);

/**
 * Receives before a message is set aside.
 * Unknown where the policy is not known; it comes whole, as JSON.
 */
export function receivesOf({ on }: Redrive, world: World): number {
  const policy = world.peek(on, "redrivePolicy");
  if (isUnknown(policy)) throw unseen(on, "redrivePolicy");
  const text = typeof policy === "string" ? policy : JSON.stringify(policy);
  const count = /maxReceiveCount"?\s*:\s*"?(\d+)/.exec(text)?.[1];
  if (count === undefined) throw unseen(on, "redrivePolicy");
  return Number(count);
}

/** Resources that failures go to, rather than work: redrive policies, destinations, dead-letter settings. */
const KEEPERS: Readonly<Record<string, string>> = {
  [TYPES.queue]: "redrivePolicy",
  [TYPES.queueRedrive]: "redrivePolicy",
  [TYPES.topicSubscription]: "redrivePolicy",
  [TYPES.eventTarget]: "deadLetterConfig",
  [TYPES.schedule]: "target",
  [TYPES.lambda]: "deadLetterConfig",
  [TYPES.functionInvokeConfig]: "destinationConfig",
  [TYPES.eventSourceMapping]: "destinationConfig",
};

/** True for a queue that keeps what failed. */
export const isDeadLetter = (queue: GraphResource, world: World): boolean =>
  sourcesOf(queue, world).length > 0 ||
  Object.entries(KEEPERS).some(([type, input]) => world.referrers(queue, [type], input).length > 0) ||
  world.has(queue, "redriveAllowPolicy");

export const mappingsOf = (queue: GraphResource, world: World): readonly GraphResource[] =>
  world.referrers(queue, [TYPES.eventSourceMapping], "eventSourceArn");

/** Alarms on a metric of a queue. */
export const alarmsOnMetric = (queue: GraphResource, metric: string, world: World): readonly GraphResource[] =>
  alarmsOn(queue, world).filter((alarm) => metricNames(alarm, world).includes(metric));
