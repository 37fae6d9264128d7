import type { Channel, Topology } from "../../topology/topology";
import { factValue } from "../fact";
import { type Quotas, quotaValue } from "../quotas";
import { hottestShare } from "../store-limits";

/** What somebody says of messages: the manifest knows none. */
export interface ChannelSayings {
  /** Messages that each request sends, by queue, stream or topic. */
  readonly sends?: Readonly<Record<string, number>>;
  /** How long one message is worked on, in seconds, by queue or stream. */
  readonly workSeconds?: Readonly<Record<string, number>>;
  /** How many work at once, by queue or stream, where no function does. */
  readonly workers?: Readonly<Record<string, number>>;
  /** Share of the work on messages that fails, by queue. */
  readonly fails?: Readonly<Record<string, number>>;
  /** Share that goes to the hottest key, by stream. */
  readonly skew?: Readonly<Record<string, number>>;
}

/** A queue or stream as the model runs it. */
export interface ChannelLine {
  readonly channel: Channel;
  /** Messages that a request served in its region sends. */
  readonly perRequest: number;
  /** Messages a second that it takes in; without end where it takes all. */
  readonly takesRps: number;
  /** How long a message is kept, in seconds. */
  readonly keptSeconds: number;
  /** Messages a second that one worker does. */
  readonly workerRps: number;
  readonly workers: Workers;
  /** Where somebody says that work fails. */
  readonly failing?: Failing;
}

/** Work on messages that fails, and what becomes of them. */
export interface Failing {
  /** Share of all work, 0 to 1, whichever message it is. */
  readonly share: number;
  /** From when work has failed until the message can be taken again. */
  readonly backSeconds: number;
  /** How often a message is worked on at the most. */
  readonly tries: number;
  /** True where it is set aside then; else it is too old by then, and lost. */
  readonly setsAside: boolean;
}

/** How many work at once. */
export interface Workers {
  /** At first, and again once nothing is left. */
  readonly first: number;
  /** More in each minute in which messages are left. */
  readonly more: number;
  readonly most: number;
}

/** Channels that somebody says enough of, and those of which not, with what is missing. */
export interface ChannelsDrawn {
  readonly lines: readonly ChannelLine[];
  readonly silent: readonly { readonly name: string; readonly region: string; readonly missing: string }[];
}

/** Draws the queues and streams of a topology; pure. */
export function drawChannels({ channels }: Topology, sayings: ChannelSayings, quotas: Quotas = []): ChannelsDrawn {
  const { sends = {}, workSeconds = {} } = sayings;
  const lines: ChannelLine[] = [];
  const silent: ChannelsDrawn["silent"][number][] = [];
  for (const channel of channels) {
    const { name, region } = channel;
    const perRequest = [name, ...channel.topics].reduce((sum, each) => sum + (sends[each] ?? 0), 0);
    const seconds = workSeconds[name];
    const workers = workersOf(channel, sayings, quotas);
    const share = sayings.fails?.[name] ?? 0;
    const missing =
      perRequest === 0
        ? "how many messages a request sends (--sends)"
        : seconds === undefined
          ? "how long a message is worked on (--work)"
          : workers === undefined
            ? "how many work on it at once (--workers)"
            : share > 0 && channel.hiddenSeconds === undefined
              ? "how long a message stays hidden once it was taken (its visibility timeout is not seen)"
              : undefined;
    if (missing !== undefined || seconds === undefined || workers === undefined) {
      silent.push({ name, region, missing: missing ?? "" });
      continue;
    }
    const hottest = hottestShare(channel.shards ?? 1, sayings.skew?.[name]);
    lines.push({
      channel,
      perRequest,
      takesRps: takes(channel, hottest),
      keptSeconds: channel.retentionSeconds ?? Number.POSITIVE_INFINITY,
      // Of a stream each shard is worked on by itself, so that the busiest ends what all of them do.
      workerRps: channel.shards === undefined ? 1 / seconds : 1 / seconds / (hottest * channel.shards),
      workers,
      ...(share > 0 && { failing: failingOf(channel, share, seconds) }),
    });
  }
  return { lines, silent };
}

/** Tries that are told apart; a message that comes back more often than this counts as if it were new to its last try. */
const MOST_TRIES = 100;

/** A message comes back when it can be seen again, until it was taken as often as it may be, or is too old. */
function failingOf({ hiddenSeconds = 0, receives, retentionSeconds }: Channel, share: number, work: number): Failing {
  const kept = retentionSeconds ?? Number.POSITIVE_INFINITY;
  const untilOld = Math.max(1, Math.ceil(kept / Math.max(1, hiddenSeconds)));
  const tries = Math.max(1, Math.min(receives ?? Number.POSITIVE_INFINITY, untilOld, MOST_TRIES));
  return {
    share,
    backSeconds: Math.max(0, hiddenSeconds - work),
    tries,
    setsAside: receives !== undefined && receives <= tries,
  };
}

function takes({ kind, shards }: Channel, hottest: number): number {
  if (kind === "fifo") return factValue("fifoMessages");
  return shards === undefined ? Number.POSITIVE_INFINITY : factValue("shardRecords") / hottest;
}

function workersOf(channel: Channel, { workers = {} }: ChannelSayings, quotas: Quotas): Workers | undefined {
  const { name, region, kind, shards, consumers } = channel;
  const told = workers[name];
  if (told !== undefined) return { first: told, more: 0, most: told };
  const [consumer] = consumers;
  if (consumer === undefined) return undefined;
  const quota = quotaValue(quotas, "functions", region) ?? Number.POSITIVE_INFINITY;
  if (kind === "stream") {
    if (shards === undefined) return undefined;
    const most = Math.min(shards * consumer.perShard, consumer.most ?? Number.POSITIVE_INFINITY, quota);
    return { first: most, more: 0, most };
  }
  const most = Math.min(consumer.most ?? Number.POSITIVE_INFINITY, factValue("pollersMost"), quota);
  return { first: Math.min(most, factValue("pollersFirst")), more: factValue("pollersMore"), most };
}
