import { Lane } from "../lane";
import type { Station } from "../system";
import { Crew } from "./crew";
import type { ChannelLine } from "./draw";
import { Returns } from "./returns";

/** What became of the messages of a queue or stream. `came` = `refused` + `worked` + `waiting` + `expired` + `setAside`, to the message. */
export interface ChannelOutcome {
  readonly line: ChannelLine;
  readonly came: number;
  /** Refused at the door: more than it takes in. */
  readonly refused: number;
  readonly worked: number;
  /** Still there at the end, in line or hidden after work on them failed. */
  readonly waiting: number;
  /** Kept for as long as it keeps a message, and lost. */
  readonly expired: number;
  /** Worked on in vain as often as it may be, and put where nobody works on it. */
  readonly setAside: number;
  /** Times that work failed. */
  readonly failed: number;
  readonly backlog: { readonly messages: number; readonly atSeconds: number };
  /** Age of the oldest message that was there. */
  readonly oldestSeconds: number;
  readonly oldestAtSeconds: number;
  /** From the longest backlog until nothing was left; undefined where some wait at the end, or none ever did. */
  readonly drainSeconds?: number;
  readonly meanWaitSeconds: number;
  readonly meanBacklog: number;
  readonly workers: { readonly least: number; readonly most: number };
}

/**
 * Sends messages through a channel: a line like any other, whose patience is how long messages are kept, and whose workers grow
 * while messages are left.
 * @param sent messages that are sent in each step, whole
 */
export function runChannel(line: ChannelLine, sent: Float64Array, stepSeconds: number): ChannelOutcome {
  const { accepted, refused } = atTheDoor(sent, line.takesRps * stepSeconds);
  const came = accepted.reduce((sum, count) => sum + count, 0);
  const serving = new Int32Array(accepted.length);
  const lane = new Lane(stationOf(line), accepted, { wanted: serving, ready: serving }, serving, stepSeconds);
  const crew = new Crew(line, stepSeconds);
  const returns = line.failing && new Returns(lane, line.failing, accepted.length, stepSeconds);
  let [oldest, oldestStep] = [0, 0];
  for (let step = 0; step < accepted.length; step++) {
    returns?.comeBack(step);
    serving[step] = crew.at(step, accepted[step] as number, lane.queued);
    lane.move(step, lane.want(step), false);
    if (lane.queued === 0) continue;
    const age = lane.oldest(step);
    if (age > oldest) [oldest, oldestStep] = [age, step];
  }
  const waited = lane.waited + lane.waitingStill(accepted.length);
  const { failed = 0, ended = 0, hidden = 0 } = returns ?? {};
  const setsAside = line.failing?.setsAside === true;
  const drained = lane.mostQueued > 0 && lane.queued === 0;
  return {
    line,
    came: came + refused,
    refused,
    worked: lane.served - failed,
    waiting: lane.queued + hidden,
    expired: lane.dropped + (setsAside ? 0 : ended),
    setAside: setsAside ? ended : 0,
    failed,
    backlog: { messages: lane.mostQueued, atSeconds: Math.max(0, lane.mostQueuedStep) * stepSeconds },
    oldestSeconds: oldest * stepSeconds,
    oldestAtSeconds: oldestStep * stepSeconds,
    ...(drained && { drainSeconds: (lane.drainedStep - lane.mostQueuedStep) * stepSeconds }),
    meanWaitSeconds: lane.came === 0 ? 0 : waited / lane.came,
    meanBacklog: lane.area / (accepted.length * stepSeconds),
    workers: crew.extent,
  };
}

/** Whole messages that come in, and those beyond what it takes. */
function atTheDoor(sent: Float64Array, most: number): { readonly accepted: Float64Array; readonly refused: number } {
  if (!Number.isFinite(most)) return { accepted: sent.slice(), refused: 0 };
  let refused = 0;
  const accepted = sent.map((count) => {
    const taken = Math.min(count, Math.floor(most + 1e-9));
    refused += count - taken;
    return taken;
  });
  return { accepted, refused };
}

const stationOf = ({ channel, workerRps, keptSeconds, workers }: ChannelLine): Station => ({
  id: channel.name,
  service: channel.name,
  region: channel.region,
  share: 1,
  scaling: {
    least: 0,
    most: workers.most,
    periodSeconds: 60,
    outPeriods: 1,
    inPeriods: 1,
    bootSeconds: 0,
    foresees: false,
  },
  unitRps: workerRps,
  serversPerUnit: 1,
  patienceSeconds: keptSeconds,
  uses: [],
});
