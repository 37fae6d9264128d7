import { factBasis } from "../fact";
import type { Limit } from "../limits";
import type { Station } from "../system";
import type { ChannelLine } from "./draw";

/** How often a message is worked on, on average: each time that fails brings it back, up to so many times. */
const triesOf = ({ failing }: ChannelLine): number => {
  if (!failing) return 1;
  const { share, tries } = failing;
  return share === 1 ? tries : (1 - share ** tries) / (1 - share);
};

/**
 * Loads at which queues and streams take no more, or are worked on no faster.
 * @param stations those of one run, whose shares are all of the traffic together
 */
export const channelLimits = (
  lines: readonly ChannelLine[],
  stations: readonly Station[],
  hitRatio: number,
): readonly Limit[] =>
  lines.flatMap((line) => {
    const { channel, perRequest, takesRps, workerRps, workers } = line;
    const share = stations.reduce((sum, each) => sum + (each.region === channel.region ? each.share : 0), 0);
    const at = (messages: number): number => messages / (perRequest * share * (1 - hitRatio));
    const where = `${channel.name} in ${channel.region}`;
    const worked: Limit = {
      kind: "channel",
      what: `who works on ${where}, ${workers.most} at once`,
      rps: at((workers.most * workerRps) / triesOf(line)),
      basis: { kind: "measured" },
      advice: "let more work at once, or faster; beyond it the backlog grows until messages are lost",
    };
    const taken: Limit = {
      kind: "channel",
      what:
        channel.kind === "stream" ? `records that the busiest shard of ${where} takes` : `messages that ${where} takes`,
      rps: at(takesRps),
      basis: factBasis(channel.kind === "stream" ? "shardRecords" : "fifoMessages"),
      advice: channel.kind === "stream" ? "more shards, or keys that spread better" : "high throughput of FIFO queues",
    };
    return [worked, taken];
  });
