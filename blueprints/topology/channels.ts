import facts from "../facts/recovery.json";
import type { GraphResource } from "../graph/graph";
import { TYPES } from "../graph/types";
import { isRecord, valueAt } from "../graph/values";
import { carriersOf, receivesOf } from "./queues";
import type { Reader } from "./reader";
import type { Channel, Consumer } from "./topology";

/** Hours that a stream keeps a record where nothing is set [docs.aws.amazon.com/streams/latest/dev/kinesis-extended-retention.html]. */
const STREAM_HOURS = 24;

/** Queues and streams between those who send and those who work on it. Dead-letter queues are among them: nobody is seen to send. */
export function channelsOf(reader: Reader): readonly Channel[] {
  const carriers = carriersOf(reader);
  return [
    ...reader.view.ofType(TYPES.queue).map((queue) => queueChannel(queue, carriers, reader)),
    ...reader.view.ofType(TYPES.stream).map((stream) => streamChannel(stream, reader)),
  ];
}

function queueChannel(queue: GraphResource, carriers: readonly GraphResource[], reader: Reader): Channel {
  const { retention, visibility } = facts.defaults;
  const set = (input: string, fallback: { readonly value: number }): number | undefined =>
    reader.setting(`queue.${input}`, queue, input, fallback.value).value;
  const [kept, hidden] = [set("messageRetentionSeconds", retention), set("visibilityTimeoutSeconds", visibility)];
  const receives = receivesOf(queue, carriers, reader)?.value;
  return {
    ...common(queue, reader),
    kind: reader.flag(queue, "fifoQueue") ? "fifo" : "queue",
    ...(kept !== undefined && { retentionSeconds: kept }),
    ...(hidden !== undefined && { hiddenSeconds: hidden }),
    ...(receives !== undefined && { receives }),
  };
}

function streamChannel(stream: GraphResource, reader: Reader): Channel {
  const hours = reader.setting("stream.retentionPeriod", stream, "retentionPeriod", STREAM_HOURS).value;
  const onDemand = reader.text(stream, "streamModeDetails.streamMode") === "ON_DEMAND";
  const shards = onDemand ? undefined : reader.number(stream, "shardCount");
  return {
    ...common(stream, reader),
    kind: "stream",
    ...(hours !== undefined && { retentionSeconds: hours * 3600 }),
    ...(shards !== undefined && { shards }),
  };
}

const common = (channel: GraphResource, reader: Reader) => ({
  name: channel.part ?? channel.name,
  region: channel.region ?? "unknown region",
  topics: reader
    .referrers(channel, TYPES.topicSubscription)
    .flatMap((subscription) => to(subscription, reader, TYPES.topic).map(({ name }) => name))
    .sort(),
  consumers: reader
    .referrers(channel, TYPES.eventSourceMapping)
    .flatMap((mapping) => to(mapping, reader, TYPES.lambda).map((lambda) => consumerOf(mapping, lambda, reader))),
});

const to = (resource: GraphResource, reader: Reader, type: string): readonly GraphResource[] =>
  [...new Set(reader.view.from(resource).map((edge) => edge.to))].filter((each) => each.type === type);

/** A function that is handed batches; the mapping may bound how many work at once, and so may the function. */
function consumerOf(mapping: GraphResource, lambda: GraphResource, reader: Reader): Consumer {
  const config = valueAt(mapping.inputs, "scalingConfig");
  const bounds = [
    isRecord(config) && typeof config.maximumConcurrency === "number" ? config.maximumConcurrency : undefined,
    reader.number(lambda, "reservedConcurrentExecutions"),
  ].filter((bound) => bound !== undefined && bound >= 0) as readonly number[];
  const factor = reader.number(mapping, "parallelizationFactor");
  return {
    name: lambda.part ?? lambda.name,
    ...(bounds.length > 0 && { most: Math.min(...bounds) }),
    perShard: factor ?? 1,
  };
}
