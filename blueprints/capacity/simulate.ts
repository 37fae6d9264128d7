import type { Manifest } from "../manifest/manifest";
import type { Source } from "../manifest/source";
import { type Demand, demandOf } from "../recovery/demand";
import type { Topology } from "../topology/topology";
import { drawChannels } from "./channels/draw";
import { channelLimits } from "./channels/limits";
import { type Channels, runChannels, servedRows, worstOf } from "./channels/simulate";
import { type Drawn, drawSystems, regionShares, type Sayings } from "./draw";
import { type Edge, throughEdge } from "./edge";
import { type Limit, limitsOf } from "./limits";
import { type StoreNeed, unmeasured } from "./needs";
import type { Outcome } from "./outcome";
import { type Quotas, quotaValue } from "./quotas";
import type { RetryPolicy } from "./retries";
import { runAll } from "./run";
import { strike } from "./scenario";
import type { StoreUse } from "./store-use";
import type { ScenarioInput, Struck } from "./struck";
import { CAUSES, type Cause } from "./system";
import { type Curve, peakOf } from "./traffic/curve";

export interface Input {
  readonly topology: Topology;
  readonly manifest: Manifest;
  readonly sourceOf: (path: string) => Source;
  readonly sayings?: Sayings;
  /** Share of requests that the CDN answers; the manifest's traffic is what services get, so 0 is its own. */
  readonly hitRatio?: number;
  readonly scenario?: ScenarioInput;
  /** What a scenario meets, where more is known than the manifest says: scenarios and measurements of the team's own. */
  readonly demand?: Demand;
  /** What the account allows; without it AWS's documented defaults. */
  readonly quotas?: Quotas;
  /** How clients try again; without it those who are dropped do not come again. */
  readonly retries?: RetryPolicy;
  /** True where units that fail their health checks under too much load are taken out. */
  readonly breaks?: boolean;
}

/** What a curve does to a design. */
export interface Simulation {
  readonly edge: Edge;
  /** By service and region. In the order of services, then regions. */
  readonly outcomes: readonly Outcome[];
  /** True where each service was tried with all of the traffic, because nothing says which gets how much. */
  readonly each: boolean;
  /** At constant load and full use, the lowest first. */
  readonly limits: readonly Limit[];
  /** The lowest limit once the region whose loss hurts most is gone; undefined with one region. */
  readonly withoutRegion?: { readonly region: string; readonly limit: Limit };
  /** What stores are asked at the busiest minute, where nobody measured what they carry. */
  readonly needs: readonly StoreNeed[];
  /** How busy the stores were that somebody measured: by the service that asks most, where each was tried with all. */
  readonly stores: readonly StoreUse[];
  /** Queues and streams, with what became of their messages. */
  readonly channels: Channels;
  readonly scenario?: Struck;
  /** Services of the manifest for which the topology has no pool. */
  readonly unseen: readonly string[];
}

/** Runs a curve through what a topology and its manifest describe. Pure; undefined where the scenario has no such place. */
export function simulate(input: Input, curve: Curve): Simulation | undefined {
  const { topology, manifest, sayings = {}, hitRatio = 0, scenario, quotas = [], retries, breaks = false } = input;
  const systems = drawSystems(topology, manifest, sayings, quotas);
  const stations = systems.flatMap(({ system }) => system.stations);
  const { demand = demandOf(manifest) } = input;
  const struck = scenario && strike(scenario, topology, demand, manifest, stations);
  if (scenario && !struck) return undefined;
  const quota = topology.distributions.some(({ provider }) => provider === "cloudfront")
    ? quotaValue(quotas, "edge", "")
    : undefined;
  const { edge, curve: passed } = throughEdge(curve, hitRatio, quota);
  const options = {
    objectiveSeconds: manifest.objectives.latencyP99Ms / 1000,
    breaks,
    ...(struck && { disturbances: struck.disturbances }),
    ...(retries && { retries }),
  };
  const { lines, silent } = drawChannels(topology, sayings, quotas);
  const ran = systems.map(({ system }) => {
    const served = servedRows(lines, system, passed.arrivals.length);
    const all = runAll(system, passed, { ...options, ...(served && { served }) });
    return { ...all, channels: served ? runChannels(lines, served, passed.stepSeconds) : [] };
  });
  const outcomes = ran.flatMap((each) => each.outcomes);
  const without = worstWithout(input, hitRatio);
  return {
    edge,
    outcomes,
    each: sayings.split === undefined && systems.length > 1,
    limits: limitsOf({
      ...input,
      systems,
      hitRatio,
      more: channelLimits(lines, systems[0]?.system.stations ?? [], hitRatio),
    }),
    ...(without && { withoutRegion: without }),
    channels: { outcomes: worstOf(ran.flatMap((each) => each.channels)), silent },
    stores: busiestOf(ran.flatMap((each) => each.stores)),
    needs: needsOf(input, systems, peakOf(passed)),
    ...(struck && { scenario: struck }),
    unseen: Object.keys(manifest.services).filter((name) => !stations.some(({ service }) => service === name)),
  };
}

/** What a part of a store is asked by the service that asks most, where each was tried with all. */
function needsOf({ topology, sayings = {} }: Input, systems: readonly Drawn[], rps: number): readonly StoreNeed[] {
  const most = new Map<string, StoreNeed>();
  for (const { system } of systems)
    for (const need of unmeasured(topology, system.stations, rps, sayings.measured ?? {}))
      if (need.perInstanceRps > (most.get(need.part)?.perInstanceRps ?? 0)) most.set(need.part, need);
  return [...most.values()];
}

function busiestOf(uses: readonly StoreUse[]): readonly StoreUse[] {
  const most = new Map<string, StoreUse>();
  for (const each of uses) if (each.use > (most.get(each.id)?.use ?? 0)) most.set(each.id, each);
  return [...most.values()];
}

/** The lowest limit of what is left for each region that may be lost, and the worst of them. */
function worstWithout(input: Input, hitRatio: number): Simulation["withoutRegion"] {
  const { topology, manifest, sayings = {}, quotas } = input;
  if (topology.regions.length < 2 || sayings.mix) return undefined;
  const found = topology.regions.flatMap((region) => {
    const left = topology.regions.filter((each) => each !== region);
    const pools = topology.pools.filter((pool) => pool.region !== region);
    // Who stood by takes over: the routing of what is left is among the regions that are left.
    const { primary } = manifest.regions;
    const routed = {
      ...manifest,
      regions: { ...manifest.regions, primary: primary === region ? (left[0] ?? primary) : primary },
    };
    const rest = { ...topology, regions: left, pools };
    const systems = drawSystems(rest, routed, sayings, quotas);
    const [limit] = limitsOf({ ...input, topology: rest, systems, hitRatio });
    return limit ? [{ region, limit }] : [];
  });
  const shares = regionShares(topology, manifest);
  const share = (region: string): number => shares[region] ?? 0;
  return found.sort(
    (a, b) => a.limit.rps - b.limit.rps || share(b.region) - share(a.region) || (a.region < b.region ? -1 : 1),
  )[0];
}

/** Sums over outcomes of one service, or all. */
export interface Sums {
  readonly came: number;
  readonly served: number;
  readonly queued: number;
  readonly dropped: number;
  readonly drops: Readonly<Record<Cause, number>>;
  /** Where clients try again: of `came` the tries after the first, and of `dropped` those that are not tried again. */
  readonly retried: number;
  readonly gaveUp: number;
  /** Clients that still wait to try again at the end. */
  readonly pending: number;
}

export function sumsOf(outcomes: readonly Outcome[]): Sums {
  const sum = (of: (outcome: Outcome) => number): number => outcomes.reduce((total, each) => total + of(each), 0);
  return {
    came: sum(({ came }) => came),
    served: sum(({ served }) => served),
    queued: sum(({ queued }) => queued),
    dropped: sum(({ dropped }) => dropped),
    retried: sum(({ retries }) => retries?.retried ?? 0),
    gaveUp: sum(({ retries }) => retries?.gaveUp ?? 0),
    pending: sum(({ retries }) => retries?.pending ?? 0),
    drops: Object.fromEntries(CAUSES.map((cause) => [cause, sum(({ drops }) => drops[cause])])) as Record<
      Cause,
      number
    >,
  };
}

/**
 * True where all was served in time: nothing dropped or left in line, and in no minute more than 1 % took longer than the
 * objective. Messages may wait, but none may be refused or lost. What fails at the moment of a scenario is `prove`'s business and does not count here.
 */
export const isCarried = ({ edge, outcomes, channels }: Pick<Simulation, "edge" | "outcomes" | "channels">): boolean =>
  edge.refused === 0 &&
  channels.outcomes.every(({ refused, expired }) => refused + expired === 0) &&
  outcomes.every(
    ({ dropped, drops, queued, latency }) =>
      dropped - drops.scenario === 0 && queued === 0 && latency.minutesOver === 0,
  );

/** The station where requests first had to wait. */
export function firstSaturated(outcomes: readonly Outcome[]): Outcome | undefined {
  const found = outcomes.filter(({ saturation }) => saturation !== undefined);
  return found.sort(
    (a, b) =>
      (a.saturation?.atSeconds ?? 0) - (b.saturation?.atSeconds ?? 0) ||
      excess(b) - excess(a) ||
      (a.station.id < b.station.id ? -1 : 1),
  )[0];
}

const excess = ({ saturation }: Outcome): number =>
  saturation === undefined ? 0 : saturation.demandRps / Math.max(1e-9, saturation.limitRps);
