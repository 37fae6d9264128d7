import type { Breaker, Broken } from "./breaker";
import type { Lane } from "./lane";
import type { Latency, Minutes } from "./minutes";
import type { Retried } from "./retries";
import type { Stream } from "./routing";
import type { Shed, Shedder } from "./shedder";
import { CAUSES, type Cause, type Station } from "./system";
import type { Trace, Tracer } from "./trace";
import type { Curve } from "./traffic/curve";

/** What became of the traffic of one station. `came` = `served` + `queued` + `dropped`, to the request. */
export interface Outcome {
  readonly station: Station;
  readonly came: number;
  readonly served: number;
  /** Still in line at the end. */
  readonly queued: number;
  readonly dropped: number;
  /** Of the dropped, why. */
  readonly drops: Readonly<Record<Cause, number>>;
  readonly saturation?: Saturation;
  readonly mostQueued: { readonly requests: number; readonly atSeconds: number };
  readonly longestWaitSeconds: number;
  /** Of all that came: how long they stood in line on average, and how many stood there on average (Little's law). */
  readonly meanWaitSeconds: number;
  readonly meanQueue: number;
  readonly latency: Latency;
  /** Serving, and `mean` of those that were asked for: what is billed. */
  readonly units: { readonly first: number; readonly least: number; readonly most: number; readonly mean: number };
  readonly trace: Trace;
  /** Where the line was longer than a health check waits. */
  readonly broken?: Broken;
  /** Where a part of the requests is shed first. */
  readonly shed?: Shed;
  /** Where clients try again: `came` then counts every try. */
  readonly retries?: Retried;
}

/** When requests first had to stand in line, and for how long all in all. */
export interface Saturation {
  readonly atSeconds: number;
  readonly cause: Cause;
  readonly demandRps: number;
  readonly limitRps: number;
  readonly seconds: number;
  /** When the line was last gone; undefined where some wait at the end. */
  readonly drainedAtSeconds?: number;
}

/** A station while it runs, with what comes to it and who writes down what happens. */
export interface Member {
  readonly lane: Lane;
  readonly stream: Stream;
  readonly tracer: Tracer;
  readonly minutes: Minutes;
  /** Where health checks wait behind the line. */
  readonly breaker?: Breaker;
  /** Where a part of the requests is shed first. */
  readonly shedder?: Shedder;
  /** Where somebody wants to know what is served in each step. */
  readonly recorder?: Recorder;
}

/** Adds what a lane serves in each step to a row. */
export class Recorder {
  private last = 0;

  constructor(
    private readonly lane: Lane,
    private readonly row: Float64Array,
  ) {}

  step(step: number): void {
    this.row[step] = (this.row[step] as number) + this.lane.served - this.last;
    this.last = this.lane.served;
  }
}

export function outcomeOf(
  { lane, stream, tracer, minutes, breaker, shedder }: Member,
  { arrivals, stepSeconds }: Curve,
): Outcome {
  const { station, drops } = lane;
  const seconds = arrivals.length * stepSeconds;
  const { shed } = shedder ?? {};
  // What never stood in line, by why it did not.
  const outside: Partial<Record<Cause, number>> = { scenario: stream.refused, shed: shed?.shed ?? 0 };
  const before = stream.refused + (shed?.shed ?? 0);
  const waited = lane.waited + lane.waitingStill(arrivals.length);
  addRefusals(tracer.trace, stream.refusals, stepSeconds);
  addRefusals(tracer.trace, shedder?.row, stepSeconds);
  const [least, most] = extent(lane.serving);
  return {
    station,
    came: lane.came + before,
    served: lane.served,
    queued: lane.queued,
    dropped: lane.dropped + before,
    drops: Object.fromEntries(
      CAUSES.map((cause, at) => [cause, (drops[at] as number) + (outside[cause] ?? 0)]),
    ) as Record<Cause, number>,
    ...(lane.saturatedStep !== -1 && { saturation: saturationOf(lane, stepSeconds) }),
    mostQueued: { requests: lane.mostQueued, atSeconds: Math.max(0, lane.mostQueuedStep) * stepSeconds },
    longestWaitSeconds: lane.longestWait,
    meanWaitSeconds: lane.came === 0 ? 0 : waited / lane.came,
    meanQueue: lane.area / seconds,
    latency: minutes.latency,
    units: { first: lane.serving[0] ?? 0, least, most, mean: meanOf(lane.units.wanted) },
    trace: tracer.trace,
    ...(breaker?.broken && { broken: breaker.broken }),
    ...(shed && { shed }),
  };
}

function extent(values: Int32Array | Float64Array): readonly [least: number, most: number] {
  let least = Number.POSITIVE_INFINITY;
  let most = 0;
  for (let at = 0; at < values.length; at++) {
    const value = values[at] as number;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return [least, most];
}

function meanOf(values: Int32Array): number {
  let sum = 0;
  for (let at = 0; at < values.length; at++) sum += values[at] as number;
  return values.length === 0 ? 0 : sum / values.length;
}

function saturationOf(lane: Lane, stepSeconds: number): Saturation {
  return {
    atSeconds: lane.saturatedStep * stepSeconds,
    cause: lane.saturatedCause,
    demandRps: lane.saturatedDemand,
    limitRps: lane.saturatedLimit,
    seconds: lane.saturatedSteps * stepSeconds,
    ...(lane.queued === 0 && { drainedAtSeconds: lane.drainedStep * stepSeconds }),
  };
}

/** What was refused before the line came and was dropped as well. */
function addRefusals(
  { came, dropped, pieceSeconds }: Trace,
  refusals: Float64Array | undefined,
  stepSeconds: number,
): void {
  if (!refusals) return;
  const width = Math.round(pieceSeconds / stepSeconds);
  for (let step = 0; step < refusals.length; step++) {
    const piece = Math.floor(step / width);
    came[piece] = (came[piece] as number) + (refusals[step] as number);
    dropped[piece] = (dropped[piece] as number) + (refusals[step] as number);
  }
}
