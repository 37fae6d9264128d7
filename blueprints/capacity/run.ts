import { Lane } from "./lane";
import { type Latency, Minutes } from "./minutes";
import { divide, inOrder, type Stream } from "./routing";
import { unitsOver } from "./scaling";
import { CAUSES, type Cause, type Disturbance, type Station, type StoreLimit, type System } from "./system";
import { type Trace, Tracer } from "./trace";
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
  readonly units: { readonly first: number; readonly least: number; readonly most: number };
  readonly trace: Trace;
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

export interface RunOptions {
  /** Longest response that is promised, in seconds; the share that takes longer is counted. */
  readonly objectiveSeconds: number;
  readonly disturbances?: readonly Disturbance[];
}

/**
 * Sends a curve through a system, step by step. Deterministic: no randomness but that of the closed forms for waits.
 * Stations that share a store whose throughput is known run together; the others one after the other.
 */
export function run(system: System, curve: Curve, options: RunOptions): readonly Outcome[] {
  const { disturbances = [] } = options;
  const stations = inOrder(system.stations);
  const streams = divide(curve.arrivals, stations, disturbances, curve.stepSeconds);
  const done = new Map<string, Outcome>();
  for (const group of together(stations, system.stores)) {
    const members = group.map((at) => memberOf(stations[at] as Station, streams[at] as Stream, curve, options));
    flow(members, system.stores, curve, disturbances);
    for (const member of members) done.set(member.lane.station.id, outcomeOf(member, curve));
  }
  return system.stations.flatMap(({ id }) => done.get(id) ?? []);
}

interface Member {
  readonly lane: Lane;
  readonly stream: Stream;
  readonly tracer: Tracer;
  readonly minutes: Minutes;
}

/** Places of stations in groups: each alone, but those that may wait for the same store. */
function together(stations: readonly Station[], stores: readonly StoreLimit[]): readonly (readonly number[])[] {
  const limited = new Set(stores.map(({ id }) => id));
  const shares = ({ uses }: Station): boolean => uses.some(({ store }) => limited.has(store));
  const alone = stations.flatMap((station, at) => (shares(station) ? [] : [[at]]));
  const joined = stations.flatMap((station, at) => (shares(station) ? [at] : []));
  return joined.length === 0 ? alone : [...alone, joined];
}

function memberOf(station: Station, stream: Stream, curve: Curve, options: RunOptions): Member {
  const { disturbances = [], objectiveSeconds } = options;
  const { stepSeconds, foreseeable } = curve;
  const units = unitsOver(stream.accepted, stepSeconds, station.scaling, foreseeable);
  const serving = servingOf(units.ready, station, disturbances, stepSeconds);
  const lane = new Lane(station, stream.accepted, units, serving, stepSeconds);
  return {
    lane,
    stream,
    tracer: new Tracer(lane, curve.arrivals.length, stepSeconds),
    minutes: new Minutes(lane, objectiveSeconds, stepSeconds),
  };
}

/** Units that serve: those that are ready, as far as they find connections and the scenario leaves them. */
function servingOf(
  ready: Int32Array,
  { id, connected }: Station,
  disturbances: readonly Disturbance[],
  stepSeconds: number,
): Int32Array {
  const own = disturbances.filter(({ unitsLeft }) => unitsLeft?.[id] !== undefined);
  if (own.length === 0 && connected === undefined) return ready;
  const serving = ready.slice();
  for (const { fromSeconds, untilSeconds, unitsLeft } of own) {
    const until = Math.min(serving.length, Math.ceil(untilSeconds / stepSeconds));
    for (let step = Math.ceil(fromSeconds / stepSeconds); step < until; step++)
      serving[step] = Math.floor((serving[step] as number) * (unitsLeft?.[id] ?? 1));
  }
  if (connected !== undefined)
    for (let step = 0; step < serving.length; step++)
      serving[step] = Math.min(serving[step] as number, connected.units);
  return serving;
}

function flow(
  members: readonly Member[],
  stores: readonly StoreLimit[],
  { arrivals, stepSeconds }: Curve,
  disturbances: readonly Disturbance[],
): void {
  const [only] = members;
  if (members.length === 1 && only && !usesAny(only.lane.station, stores)) {
    alone(only, arrivals.length);
    return;
  }
  const gate = new Gate(members, stores, disturbances, stepSeconds);
  for (let step = 0; step < arrivals.length; step++) {
    gate.pass(step);
    for (let at = 0; at < members.length; at++) {
      const member = members[at] as Member;
      member.minutes.step(step);
      member.tracer.step(step);
    }
  }
}

function alone({ lane, minutes, tracer }: Member, steps: number): void {
  for (let step = 0; step < steps; step++) {
    lane.move(step, lane.want(step), false);
    minutes.step(step);
    tracer.step(step);
  }
}

const usesAny = ({ uses }: Station, stores: readonly StoreLimit[]): boolean =>
  uses.some(({ store }) => stores.some(({ id }) => id === store));

type Uses = readonly { readonly at: number; readonly perRequest: number }[];

/** Lets lanes through to their stores: where a store is short, all that ask for it get the same part of what they want. */
class Gate {
  private readonly uses: readonly Uses[];
  private readonly wants: Float64Array;
  private readonly parts: Float64Array;
  private readonly asked: Float64Array;

  constructor(
    private readonly members: readonly Member[],
    private readonly stores: readonly StoreLimit[],
    private readonly disturbances: readonly Disturbance[],
    private readonly stepSeconds: number,
  ) {
    const places = new Map(stores.map(({ id }, at) => [id, at]));
    this.uses = members.map(({ lane }) =>
      lane.station.uses.flatMap(({ store, perRequest }) => {
        const at = places.get(store);
        return at === undefined ? [] : [{ at, perRequest }];
      }),
    );
    this.wants = new Float64Array(members.length);
    this.parts = new Float64Array(stores.length);
    this.asked = new Float64Array(stores.length);
  }

  pass(step: number): void {
    this.asked.fill(0);
    for (let at = 0; at < this.members.length; at++) {
      const want = (this.members[at] as Member).lane.want(step);
      this.wants[at] = want;
      const uses = this.uses[at] as Uses;
      for (let use = 0; use < uses.length; use++) {
        const { at: store, perRequest } = uses[use] as Uses[number];
        this.asked[store] = (this.asked[store] as number) + want * perRequest;
      }
    }
    for (let store = 0; store < this.stores.length; store++) {
      const room = this.roomOf(store, step);
      const asked = this.asked[store] as number;
      this.parts[store] = asked > room ? room / asked : 1;
    }
    for (let at = 0; at < this.members.length; at++) {
      let part = 1;
      const uses = this.uses[at] as Uses;
      for (let use = 0; use < uses.length; use++) {
        const own = this.parts[(uses[use] as Uses[number]).at] as number;
        if (own < part) part = own;
      }
      (this.members[at] as Member).lane.move(step, (this.wants[at] as number) * part, part < 1);
    }
  }

  private roomOf(at: number, step: number): number {
    const { id, rps } = this.stores[at] as StoreLimit;
    let left = 1;
    for (const { storesLeft, fromSeconds, untilSeconds } of this.disturbances) {
      const share = storesLeft?.[id];
      const second = step * this.stepSeconds;
      if (share !== undefined && second >= fromSeconds && second < untilSeconds) left = Math.min(left, share);
    }
    return rps * left * this.stepSeconds;
  }
}

function outcomeOf({ lane, stream, tracer, minutes }: Member, { arrivals, stepSeconds }: Curve): Outcome {
  const { station, drops } = lane;
  const seconds = arrivals.length * stepSeconds;
  const dropped = lane.dropped + stream.refused;
  const scenario = CAUSES.indexOf("scenario");
  const waited = lane.waited + lane.waitingStill(arrivals.length);
  addRefusals(tracer.trace, stream, stepSeconds);
  const [least, most] = extent(lane.serving);
  return {
    station,
    came: lane.came + stream.refused,
    served: lane.served,
    queued: lane.queued,
    dropped,
    drops: Object.fromEntries(
      CAUSES.map((cause, at) => [cause, (drops[at] as number) + (at === scenario ? stream.refused : 0)]),
    ) as Record<Cause, number>,
    ...(lane.saturatedStep !== -1 && { saturation: saturationOf(lane, stepSeconds) }),
    mostQueued: { requests: lane.mostQueued, atSeconds: Math.max(0, lane.mostQueuedStep) * stepSeconds },
    longestWaitSeconds: lane.longestWait,
    meanWaitSeconds: lane.came === 0 ? 0 : waited / lane.came,
    meanQueue: lane.area / seconds,
    latency: minutes.latency,
    units: { first: lane.serving[0] ?? 0, least, most },
    trace: tracer.trace,
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

/** What a scenario refused came and was dropped as well. */
function addRefusals({ came, dropped, pieceSeconds }: Trace, { refusals }: Stream, stepSeconds: number): void {
  if (!refusals) return;
  const width = Math.round(pieceSeconds / stepSeconds);
  for (let step = 0; step < refusals.length; step++) {
    const piece = Math.floor(step / width);
    came[piece] = (came[piece] as number) + (refusals[step] as number);
    dropped[piece] = (dropped[piece] as number) + (refusals[step] as number);
  }
}
