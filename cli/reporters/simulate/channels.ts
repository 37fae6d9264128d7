import type { ChannelOutcome } from "../../../blueprints/capacity/channels/run";
import { clean } from "../../../blueprints/problems/format";
import type { SimulateResult } from "../../simulate/result";
import { paint } from "../run/style";
import { bullet, type Style } from "./style";
import { length, moment, number } from "./words";

/** What became of messages: a line each, and the queues and streams of which nobody says enough. */
export function channelLines(result: SimulateResult, style: Style): string[] {
  const { outcomes, silent } = result.simulation.channels;
  const shown = style.details ? silent : silent.slice(0, 2);
  return [
    paint("Queues and streams", "bold", style),
    ...outcomes.flatMap((outcome) => bullet(clean(channelWords(outcome, result)), style)),
    ...shown.flatMap(({ name, region, missing }) =>
      bullet(clean(`${name} in ${region} is not simulated: nobody says ${missing}`), style),
    ),
    ...(silent.length > shown.length ? [`    and ${silent.length - shown.length} more; --details shows all`] : []),
  ];
}

export function channelWords(outcome: ChannelOutcome, { traffic }: SimulateResult): string {
  const {
    line,
    came,
    refused,
    worked,
    waiting,
    expired,
    setAside,
    failed,
    backlog,
    drainSeconds,
    oldestSeconds,
    workers,
  } = outcome;
  const { channel, keptSeconds } = line;
  const kept = Number.isFinite(keptSeconds) ? ` of ${length(keptSeconds)} that it keeps them` : "";
  const crew = workers.least === workers.most ? String(workers.most) : `${workers.least} to ${workers.most}`;
  return [
    `${channel.name} in ${channel.region}: ${number(came)} messages, ${number(worked)} done by ${crew} at once`,
    ...(refused > 0 ? [`${number(refused)} refused at the door`] : []),
    ...(failed > 0 ? [`work fails ${number(failed)} times, and they come back`] : []),
    ...(setAside > 0 ? [`${number(setAside)} set aside after ${line.failing?.tries} tries`] : []),
    ...(expired > 0 ? [`${number(expired)} lost: too old`] : []),
    ...(backlog.messages > 0
      ? [
          `a backlog of up to ${number(backlog.messages)} at ${moment(backlog.atSeconds, traffic)}`,
          `the oldest ${length(oldestSeconds)}${kept}`,
          drainSeconds === undefined
            ? `${number(waiting)} still wait at the end`
            : `gone ${length(drainSeconds)} after it was longest`,
        ]
      : ["none waits"]),
  ].join("; ");
}
