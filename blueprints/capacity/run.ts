import { groupBy } from "../group-by";
import { Breaker } from "./breaker";
import { Gate } from "./gate";
import { Lane } from "./lane";
import { Minutes } from "./minutes";
import { type Member, type Outcome, outcomeOf, Recorder } from "./outcome";
import { Clients, type Retried, type RetryPolicy, type Ways } from "./retries";
import { divide, inOrder, refusedShare, type Stream, sharesAt } from "./routing";
import { unitsOver } from "./scaling";
import { Shedder } from "./shedder";
import type { StoreUse } from "./store-use";
import type { Disturbance, Station, StoreLimit, System } from "./system";
import { Tracer } from "./trace";
import type { Curve } from "./traffic/curve";

export interface RunOptions {
  /** Longest response that is promised, in seconds; the share that takes longer is counted. */
  readonly objectiveSeconds: number;
  readonly disturbances?: readonly Disturbance[];
  /** True where units that fail their health checks are taken out; else they are only watched. */
  readonly breaks?: boolean;
  /** How clients try again; without it those who are dropped do not come again. */
  readonly retries?: RetryPolicy;
  /** Rows to which what is served in each region and step is added, where somebody wants to know. */
  readonly served?: ReadonlyMap<string, Float64Array>;
}

/** What became of the traffic, station by station, and how busy the stores were that are known. */
export interface Ran {
  readonly outcomes: readonly Outcome[];
  readonly stores: readonly StoreUse[];
}

/** The outcomes alone. */
export const run = (system: System, curve: Curve, options: RunOptions): readonly Outcome[] =>
  runAll(system, curve, options).outcomes;

/**
 * Sends a curve through a system, step by step. Deterministic: no randomness but that of the closed forms for waits.
 * Stations that share a store whose throughput is known run together, and all where clients try again; the others one after
 * the other.
 */
export function runAll(system: System, curve: Curve, options: RunOptions): Ran {
  const { disturbances = [], retries } = options;
  const stations = inOrder(system.stations);
  if (retries) return runWithRetries(system, curve, { ...options, retries });
  const streams = divide(curve.arrivals, stations, disturbances, curve.stepSeconds);
  const done = new Map<string, Outcome>();
  const stores: StoreUse[] = [];
  for (const group of together(stations, system.stores)) {
    const members = group.map((at) => memberOf(stations[at] as Station, streams[at] as Stream, curve, options));
    stores.push(...flow(members, system.stores, curve, disturbances));
    for (const member of members) done.set(member.lane.station.id, outcomeOf(member, curve));
  }
  return { outcomes: system.stations.flatMap(({ id }) => done.get(id) ?? []), stores };
}

/** All stations step by step, since clients of one may go to another. */
function runWithRetries(
  { stations: listed, stores }: System,
  curve: Curve,
  options: RunOptions & { readonly retries: RetryPolicy },
): Ran {
  const { disturbances = [], retries } = options;
  const { arrivals, stepSeconds } = curve;
  const stations = inOrder(listed);
  // Retries are added to what comes, so that each run has its own.
  const streams = divide(arrivals, stations, disturbances, stepSeconds).map(({ accepted, refusals, ...rest }) => ({
    ...rest,
    accepted: accepted.slice(),
    ...(refusals && { refusals: refusals.slice() }),
  }));
  const members = stations.map((station, at) => memberOf(station, streams[at] as Stream, curve, options));
  const usual = sharesAt(0, stations, [], stepSeconds);
  const shares = (step: number): readonly number[] =>
    disturbances.length === 0 ? usual : sharesAt(step, stations, disturbances, stepSeconds);
  const services = [...groupBy(members, ({ lane }) => lane.station.service).values()];
  const clients = services.map((own) => {
    const places = own.map((member) => members.indexOf(member));
    const ways: Ways = {
      shares: (step) => {
        const all = shares(step);
        return partsOf(places.map((at) => all[at] ?? 0));
      },
      refused: (at, step) => refusedShare(disturbances, own[at]?.lane.station.id ?? "", step * stepSeconds),
    };
    return new Clients(own, retries, ways, arrivals.length, stepSeconds);
  });
  const used = flow(members, stores, curve, disturbances, clients);
  const outcomes = listed.flatMap(({ id }) => {
    for (const [group, own] of services.entries()) {
      const at = own.findIndex(({ lane }) => lane.station.id === id);
      const [member, client] = [own[at], clients[group]];
      if (member && client) return [triedAgain(outcomeOf(member, curve), client.outcome(at))];
    }
    return [];
  });
  return { outcomes, stores: used };
}

/** Whoever is shed is told not to come again, and does not. */
const triedAgain = (outcome: Outcome, retries: Retried): Outcome => ({
  ...outcome,
  retries: { ...retries, gaveUp: retries.gaveUp + (outcome.shed?.shed ?? 0) },
});

/** Shares that are 1 together; equal ones where there is none. */
function partsOf(shares: readonly number[]): readonly number[] {
  const sum = shares.reduce((total, share) => total + share, 0);
  return shares.map((share) => (sum > 0 ? share / sum : 1 / shares.length));
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
  const { disturbances = [], objectiveSeconds, breaks = false } = options;
  const { stepSeconds, foreseeable } = curve;
  const units = unitsOver(stream.accepted, stepSeconds, station.scaling, foreseeable);
  const room = servingOf(units.ready, station, disturbances, stepSeconds);
  const serving = breaks ? room.slice() : room;
  const { check, sheds } = station;
  // What is shed is taken out of what came, which other services may have too.
  const accepted = sheds === undefined ? stream.accepted : stream.accepted.slice();
  const lane = new Lane(station, accepted, units, serving, stepSeconds);
  const row = options.served?.get(station.region);
  return {
    lane,
    ...(sheds !== undefined && { shedder: new Shedder(lane, sheds, stepSeconds) }),
    ...(check && { breaker: new Breaker(lane, check, room, serving, breaks, stepSeconds) }),
    stream,
    tracer: new Tracer(lane, curve.arrivals.length, stepSeconds),
    minutes: new Minutes(lane, objectiveSeconds, stepSeconds),
    ...(row && { recorder: new Recorder(lane, row) }),
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
  clients: readonly Clients[] = [],
): readonly StoreUse[] {
  const [only] = members;
  if (clients.length === 0 && members.length === 1 && only && !usesAny(only.lane.station, stores)) {
    alone(only, arrivals.length);
    return [];
  }
  const gate = new Gate(members, stores, disturbances, stepSeconds);
  for (let step = 0; step < arrivals.length; step++) {
    for (let at = 0; at < clients.length; at++) (clients[at] as Clients).arrive(step);
    for (let at = 0; at < members.length; at++) {
      const { breaker, shedder } = members[at] as Member;
      breaker?.step(step);
      shedder?.step(step);
    }
    gate.pass(step);
    for (let at = 0; at < members.length; at++) {
      const member = members[at] as Member;
      member.minutes.step(step);
      member.tracer.step(step);
      member.recorder?.step(step);
    }
  }
  return gate.storeUses;
}

function alone({ lane, minutes, tracer, recorder, breaker, shedder }: Member, steps: number): void {
  for (let step = 0; step < steps; step++) {
    breaker?.step(step);
    shedder?.step(step);
    lane.move(step, lane.want(step), false);
    minutes.step(step);
    tracer.step(step);
    recorder?.step(step);
  }
}

const usesAny = ({ uses }: Station, stores: readonly StoreLimit[]): boolean =>
  uses.some(({ store }) => stores.some(({ id }) => id === store));
