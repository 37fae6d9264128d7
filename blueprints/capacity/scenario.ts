import type { Manifest } from "../manifest/manifest";
import type { Demand } from "../recovery/demand";
import type { Failure } from "../recovery/failure";
import { prove } from "../recovery/prove";
import { isEndless } from "../recovery/range";
import { placeOf, SCENARIOS } from "../recovery/scenarios";
import type { Step } from "../recovery/step";
import type { StepKind } from "../recovery/step-kinds";
import { timelineOf } from "../recovery/timeline";
import type { Topology } from "../topology/topology";
import type { ScenarioId } from "./scenario-ids";
import type { Disturbance, Station } from "./system";

export interface ScenarioInput {
  readonly id: ScenarioId;
  /** Where it strikes, as `prove` names places; without one where recovery takes longest. */
  readonly place?: string;
  readonly atSeconds: number;
  /** How long what failed stays away, where it does not come back by itself. */
  readonly forSeconds: number;
}

/** What a scenario does to the traffic. */
export interface Struck {
  readonly id: ScenarioId;
  readonly place: string;
  readonly atSeconds: number;
  readonly disturbances: readonly Disturbance[];
  /** What happens when, in words. */
  readonly events: readonly { readonly atSeconds: number; readonly what: string }[];
}

/** Places where a scenario can strike. */
export const placesFor = (id: ScenarioId, topology: Topology, demand: Demand): readonly Failure[] =>
  SCENARIOS.find((each) => each.id === id)?.places(topology, demand) ?? [];

/** Times are the typical ones of `prove`. @returns undefined where the topology has no such place */
export function strike(
  input: ScenarioInput,
  topology: Topology,
  demand: Demand,
  manifest: Manifest,
  stations: readonly Station[],
): Struck | undefined {
  const where = input.place ?? prove(topology, demand, [input.id]).proofs[0]?.place;
  const failure = placesFor(input.id, topology, demand).find((each) => placeOf(each, topology) === where);
  if (!failure) return undefined;
  const context: Context = { input, topology, demand, manifest, stations };
  const found =
    failure.kind === "region"
      ? region(failure.region, context)
      : failure.kind === "zone"
        ? zone(failure.region, context)
        : failure.kind === "instance"
          ? instance(failure.pool, context)
          : failure.kind === "writer" || failure.kind === "cache-node"
            ? writer(failure, context)
            : { disturbances: [], events: [] };
  return { id: input.id, place: placeOf(failure, topology), atSeconds: input.atSeconds, ...found };
}

interface Context {
  readonly input: ScenarioInput;
  readonly topology: Topology;
  readonly demand: Demand;
  readonly manifest: Manifest;
  readonly stations: readonly Station[];
}
type Effect = Pick<Struck, "disturbances" | "events">;

/** Everything there fails until it is redirected; then the others share what came there. Writes wait for a new writer. */
function region(lost: string, context: Context): Effect {
  const { input, stations } = context;
  const { atSeconds, forSeconds } = input;
  const until = atSeconds + forSeconds;
  const failure: Failure = { kind: "region", region: lost };
  const redirect = secondsOf(stepsOf(failure, context), ["detect", "redirect"]);
  const here = stations.filter((each) => each.region === lost);
  const there = stations.filter((each) => each.region !== lost);
  const gone = by(here, () => 0);
  const moved = atSeconds + redirect;
  const remaining = sharesWithout(lost, stations);
  const written = writes(failure, context, there);
  return {
    disturbances: [
      { fromSeconds: atSeconds, untilSeconds: until, unitsLeft: gone },
      {
        fromSeconds: atSeconds,
        untilSeconds: there.length > 0 ? Math.min(moved, until) : until,
        refused: by(here, () => 1),
      },
      ...(there.length > 0 && Number.isFinite(moved)
        ? [{ fromSeconds: moved, untilSeconds: until, shares: remaining }]
        : []),
      ...written.disturbances,
    ],
    events: [
      { atSeconds, what: `${lost} is gone` },
      ...(there.length > 0 && Number.isFinite(moved)
        ? [{ atSeconds: moved, what: "its traffic goes to the other regions" }]
        : []),
      ...written.events,
    ],
  };
}

/** Shares once a region is gone: what it had goes to the other stations of each service in proportion, or evenly to those that had none. */
function sharesWithout(lost: string, stations: readonly Station[]): Readonly<Record<string, number>> {
  const services = [...new Set(stations.map(({ service }) => service))];
  return Object.fromEntries(
    services.flatMap((service) => {
      const own = stations.filter((each) => each.service === service);
      const all = own.reduce((sum, { share }) => sum + share, 0);
      const left = own.filter((each) => each.region !== lost);
      const had = left.reduce((sum, { share }) => sum + share, 0);
      return own.map((each): [string, number] => {
        if (each.region === lost) return [each.id, 0];
        return [each.id, had > 0 ? (each.share / had) * all : all / left.length];
      });
    }),
  );
}

/** A part of the units is gone: what was sent to them fails until they are noticed, and new ones take their time. */
function zone(where: string, context: Context): Effect {
  const { input, stations, topology } = context;
  const { atSeconds } = input;
  const failure: Failure = { kind: "zone", region: where };
  const noticed = secondsOf(stepsOf(failure, context), ["detect"]);
  const here = stations.filter((each) => each.region === where);
  const zones = (station: Station): number => topology.pools.find(({ id }) => id === station.id)?.zones?.length ?? 1;
  const written = writes(failure, context, stations);
  return {
    disturbances: [
      { fromSeconds: atSeconds, untilSeconds: atSeconds + noticed, refused: by(here, (each) => 1 / zones(each)) },
      ...here.map((each) => ({
        fromSeconds: atSeconds,
        untilSeconds: atSeconds + noticed + each.scaling.bootSeconds,
        unitsLeft: { [each.id]: 1 - 1 / zones(each) },
      })),
      ...written.disturbances,
    ],
    events: [
      { atSeconds, what: `a zone of ${where} is gone` },
      { atSeconds: atSeconds + noticed, what: "its units get nothing more, and others are started" },
      ...written.events,
    ],
  };
}

function instance(pool: string, context: Context): Effect {
  const { input, stations } = context;
  const { atSeconds } = input;
  const station = stations.find(({ id }) => id === pool);
  if (!station) return { disturbances: [], events: [] };
  const noticed = secondsOf(stepsOf({ kind: "instance", pool }, context), ["detect"]);
  const part = 1 / Math.max(1, station.scaling.least);
  return {
    disturbances: [
      { fromSeconds: atSeconds, untilSeconds: atSeconds + noticed, refused: { [pool]: part } },
      {
        fromSeconds: atSeconds,
        untilSeconds: atSeconds + noticed + station.scaling.bootSeconds,
        unitsLeft: { [pool]: 1 - part },
      },
    ],
    events: [
      { atSeconds, what: `a unit of ${station.service} in ${station.region} is gone` },
      { atSeconds: atSeconds + noticed, what: "it gets nothing more, and another is started" },
    ],
  };
}

function writer(failure: Failure, context: Context): Effect {
  const { atSeconds } = context.input;
  const written = writes(failure, context, context.stations);
  return {
    disturbances: written.disturbances,
    events: [{ atSeconds, what: `${placeOf(failure, context.topology)} has lost its writer` }, ...written.events],
  };
}

/** Writes fail until a store's writer is back, where the failure takes one; reads go on where something answers them. */
function writes(failure: Failure, context: Context, stations: readonly Station[]): Effect {
  const { topology, manifest, input } = context;
  const struck = topology.stores.filter((store) => {
    if (failure.kind === "writer" || failure.kind === "cache-node") return store.name === failure.store;
    const home = store.members.find(({ role }) => role === "writer")?.region;
    return (failure.kind === "region" || failure.kind === "zone") && home === failure.region && !store.writesEverywhere;
  });
  if (struck.length === 0) return { disturbances: [], events: [] };
  const steps = stepsOf(failure, context).filter(({ kind }) => kind !== "scale");
  const seconds = secondsOf(
    steps,
    steps.map(({ kind }) => kind),
  );
  const until = Math.min(input.atSeconds + seconds, input.atSeconds + input.forSeconds);
  const share = 1 - manifest.traffic.readRatio;
  const writing = stations.filter(({ service }) =>
    struck.some(({ name }) => manifest.services[service]?.writes.includes(name)),
  );
  if (writing.length === 0) return { disturbances: [], events: [] };
  return {
    disturbances: [{ fromSeconds: input.atSeconds, untilSeconds: until, refused: by(writing, () => share) }],
    events: Number.isFinite(seconds)
      ? [
          {
            atSeconds: input.atSeconds + seconds,
            what: `${struck.map(({ name }) => name).join(", ")} can be written again`,
          },
        ]
      : [
          {
            atSeconds: input.atSeconds,
            what: `${struck.map(({ name }) => name).join(", ")} cannot be written any more`,
          },
        ],
  };
}

const by = (stations: readonly Station[], of: (station: Station) => number): Readonly<Record<string, number>> =>
  Object.fromEntries(stations.map((station) => [station.id, of(station)]));

const stepsOf = (failure: Failure, { topology, demand }: Context): readonly Step[] =>
  timelineOf({ topology, demand, failures: [failure] }).steps;

/** When the last step of these kinds is over, at typical times. */
function secondsOf(steps: readonly Step[], kinds: readonly StepKind[]): number {
  const chosen = new Map(steps.filter(({ kind }) => kinds.includes(kind)).map((step) => [step.id, step]));
  const ends = new Map<string, number>();
  const end = (step: Step): number => {
    const known = ends.get(step.id);
    if (known !== undefined) return known;
    const before = step.after.flatMap((id) => chosen.get(id) ?? []).map(end);
    const own = isEndless(step.time) ? Number.POSITIVE_INFINITY : step.time.typical;
    const made = Math.max(0, ...before) + own;
    ends.set(step.id, made);
    return made;
  };
  return Math.max(0, ...[...chosen.values()].map(end));
}
