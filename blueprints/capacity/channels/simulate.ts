import type { System } from "../system";
import type { ChannelLine, ChannelsDrawn } from "./draw";
import { type ChannelOutcome, runChannel } from "./run";

/** What became of messages, and the queues and streams of which nobody says enough. */
export interface Channels {
  readonly outcomes: readonly ChannelOutcome[];
  readonly silent: ChannelsDrawn["silent"];
}

/** Rows in which a run writes down what it serves in each region and step; undefined where no channel asks for them. */
export function servedRows(
  lines: readonly ChannelLine[],
  { stations }: System,
  steps: number,
): ReadonlyMap<string, Float64Array> | undefined {
  if (lines.length === 0) return undefined;
  return new Map([...new Set(stations.map(({ region }) => region))].map((region) => [region, new Float64Array(steps)]));
}

/** Each channel gets messages from what was served in its region. */
export const runChannels = (
  lines: readonly ChannelLine[],
  served: ReadonlyMap<string, Float64Array>,
  stepSeconds: number,
): readonly ChannelOutcome[] =>
  lines.flatMap((line) => {
    const row = served.get(line.channel.region);
    return row ? [runChannel(line, messagesOf(row, line.perRequest), stepSeconds)] : [];
  });

/** Whole messages, to the message: what is left of one is sent in a later step. */
export function messagesOf(served: Float64Array, perRequest: number): Float64Array {
  let [requests, sent] = [0, 0];
  return served.map((count) => {
    requests += count;
    const until = Math.floor(requests * perRequest + 1e-9);
    const now = until - sent;
    sent = until;
    return now;
  });
}

/** Of several runs, each with all of the traffic, what was worst for each channel. */
export function worstOf(outcomes: readonly ChannelOutcome[]): readonly ChannelOutcome[] {
  const worst = new Map<ChannelLine, ChannelOutcome>();
  for (const outcome of outcomes) {
    const there = worst.get(outcome.line);
    if (!there || worse(outcome, there)) worst.set(outcome.line, outcome);
  }
  return [...worst.values()];
}

const lostIn = ({ refused, expired }: ChannelOutcome): number => refused + expired;

const worse = (one: ChannelOutcome, other: ChannelOutcome): boolean =>
  lostIn(one) > lostIn(other) || (lostIn(one) === lostIn(other) && one.backlog.messages > other.backlog.messages);
