import type { ChannelOutcome } from "../../../blueprints/capacity/channels/run";
import type { Basis } from "../../../blueprints/capacity/fact";
import type { Limit } from "../../../blueprints/capacity/limits";
import type { Outcome } from "../../../blueprints/capacity/outcome";
import { firstSaturated, type Simulation, sumsOf } from "../../../blueprints/capacity/simulate";
import { CAUSES, type Cause } from "../../../blueprints/capacity/system";
import type { Range } from "../../../blueprints/cost/amount";
import type { SimulateResult, SweepRow } from "../../simulate/result";
import { byService, CAUSE_WORDS, verdict } from "./words";

/** The document that others may build on (docs/schemas/simulate.schema.json): fields are added, never changed. */
export function simulateJson(result: SimulateResult): unknown {
  const {
    project,
    environment,
    tier,
    traffic,
    simulation,
    carried,
    latencyP99Ms,
    resting,
    cost,
    found,
    sweep,
    retries,
    breaks,
  } = result;
  const { declared, about, ...measures } = traffic;
  return {
    schemaVersion: "1",
    project,
    environment,
    tier,
    steps: traffic.steps,
    traffic: {
      about,
      ...rounded(measures, ["meanRps", "peakRps"]),
      startsAt: traffic.startsAt === undefined ? null : new Date(traffic.startsAt * 1000).toISOString(),
      gaps: traffic.gaps ?? 0,
      declared,
    },
    retries: retries ? { ...retries, budget: retries.budget ?? null } : null,
    overload: breaks ? "breaks" : "waits",
    objectives: { latencyP99Ms },
    carried,
    verdict: verdict(result),
    edge: simulation.edge,
    eachServiceWithAll: simulation.each,
    services: byService(simulation.outcomes).map(([service, outcomes]) => ({
      service,
      ...sumsJson(outcomes),
      stations: outcomes.map(stationJson),
    })),
    saturation: saturations(simulation.outcomes),
    ceiling: ceilingJson(simulation),
    storesNotKnown: simulation.needs.map((need) => rounded(need, ["perInstanceRps", "perCpuRps"])),
    storesMeasured: simulation.stores.map(({ lagSeconds, readers, ...use }) => ({
      ...rounded(use, ["use"]),
      readers: readers ?? null,
      lagSeconds: lagSeconds === undefined || !Number.isFinite(lagSeconds) ? null : digits(lagSeconds),
    })),
    channels: simulation.channels.outcomes.map(channelJson),
    channelsNotSimulated: simulation.channels.silent,
    scenario: simulation.scenario
      ? {
          id: simulation.scenario.id,
          place: simulation.scenario.place,
          atSeconds: simulation.scenario.atSeconds,
          events: simulation.scenario.events,
        }
      : null,
    restsOn: {
      assumedDrops: resting.assumedDrops ?? null,
      ceiling: resting.ceiling ?? null,
      assumptions: resting.assumptions,
      defaultQuotaDrops: resting.defaultQuotaDrops ?? null,
      quotas: resting.quotas.map(({ value, why, ...quota }) => ({ ...quota, value: value ?? null, why: why ?? null })),
    },
    cost: { ...money(cost), currency: "USD", unpriced: result.unpriced },
    notSimulated: simulation.unseen,
    ...(found && {
      found: { times: digits(found.times), peakRps: digits(found.times * traffic.peakRps), runs: found.runs },
    }),
    ...(sweep && { sweep: sweep.map(sweepJson) }),
  };
}

const digits = (value: number): number => (Number.isFinite(value) ? Number(value.toPrecision(6)) : value);

/** The same record with these numbers at six digits. */
function rounded<T extends object>(record: T, names: readonly (keyof T)[]): T {
  const changed = names.flatMap((name) =>
    typeof record[name] === "number" ? [[name, digits(record[name] as number)]] : [],
  );
  return { ...record, ...Object.fromEntries(changed) };
}

const money = ({ min, expected, max }: Range): Range => ({
  min: cents(min),
  expected: cents(expected),
  max: cents(max),
});
const cents = (amount: number): number => Math.round(amount * 100) / 100;

function sumsJson(outcomes: readonly Outcome[]) {
  const { drops, ...sums } = sumsOf(outcomes);
  return {
    ...sums,
    drops: dropsJson(drops),
    longestWaitSeconds: Math.max(...outcomes.map(({ longestWaitSeconds }) => longestWaitSeconds)),
    p99Ms: digits(1000 * Math.max(...outcomes.map(({ latency }) => latency.p99Seconds))),
    minutesOver: Math.max(...outcomes.map(({ latency }) => latency.minutesOver)),
  };
}

const dropsJson = (drops: Readonly<Record<Cause, number>>) =>
  Object.fromEntries(CAUSES.map((cause) => [cause, drops[cause]]));

function stationJson(outcome: Outcome) {
  const { station, came, served, queued, dropped, drops, mostQueued, latency, units, trace, saturation, broken, shed } =
    outcome;
  return {
    region: station.region,
    share: digits(station.share),
    unitRps: station.unitRps,
    came,
    served,
    queued,
    dropped,
    drops: dropsJson(drops),
    units: { ...units, limit: station.scaling.most },
    mostQueued,
    longestWaitSeconds: outcome.longestWaitSeconds,
    meanWaitSeconds: digits(outcome.meanWaitSeconds),
    meanQueue: digits(outcome.meanQueue),
    p99Ms: digits(1000 * latency.p99Seconds),
    p99AtSeconds: latency.atSeconds,
    overShare: digits(latency.overShare),
    minutesOver: latency.minutesOver,
    saturation: saturation
      ? { ...rounded(saturation, ["demandRps", "limitRps"]), drainedAtSeconds: saturation.drainedAtSeconds ?? null }
      : null,
    shed: shed ?? null,
    broken: broken ? { ...broken, backAtSeconds: broken.backAtSeconds ?? null } : null,
    pieces: {
      seconds: trace.pieceSeconds,
      came: [...trace.came],
      served: [...trace.served],
      dropped: [...trace.dropped],
      queued: [...trace.queued],
      capacityRps: [...trace.capacity].map(digits),
    },
  };
}

const channelJson = ({ line, drainSeconds, ...outcome }: ChannelOutcome) => ({
  name: line.channel.name,
  region: line.channel.region,
  kind: line.channel.kind,
  perRequest: line.perRequest,
  keptSeconds: Number.isFinite(line.keptSeconds) ? line.keptSeconds : null,
  ...rounded(outcome, ["meanWaitSeconds", "meanBacklog"]),
  failing: line.failing ?? null,
  workers: { ...outcome.workers, limit: line.workers.most },
  drainSeconds: drainSeconds ?? null,
});

/** All that was full, the first first. */
function saturations(outcomes: readonly Outcome[]) {
  const first = firstSaturated(outcomes);
  return outcomes
    .flatMap((outcome) => (outcome.saturation ? [{ outcome, saturation: outcome.saturation }] : []))
    .sort(
      (a, b) =>
        Number(b.outcome === first) - Number(a.outcome === first) || a.saturation.atSeconds - b.saturation.atSeconds,
    )
    .map(({ outcome: { station }, saturation }) => ({
      atSeconds: saturation.atSeconds,
      what: `${station.service} in ${station.region}`,
      cause: saturation.cause,
      because: CAUSE_WORDS[saturation.cause],
      limit: digits(saturation.limitRps),
      demand: digits(saturation.demandRps),
      seconds: saturation.seconds,
    }));
}

function ceilingJson({ limits, withoutRegion }: Simulation) {
  const [lowest] = limits;
  return {
    rps: lowest ? digits(lowest.rps) : null,
    limits: limits.map(limitJson),
    withoutRegion: withoutRegion ? { region: withoutRegion.region, ...limitJson(withoutRegion.limit) } : null,
  };
}

const limitJson = ({ kind, what, rps, basis, change, advice }: Limit) => ({
  kind,
  what,
  rps: digits(rps),
  basis: basisJson(basis),
  change: change ?? null,
  advice: advice ?? null,
});

const basisJson = (basis: Basis) => ({
  kind: basis.kind,
  path: basis.kind === "setting" ? basis.path : null,
  at: (basis.kind === "setting" && basis.at) || null,
  source: basis.kind === "documented" ? basis.source : null,
  date: "date" in basis ? basis.date : null,
});

const sweepJson = ({
  tier,
  settings,
  missing,
  carried,
  ceilingRps,
  ceilingWhat,
  dropped,
  came,
  p99Seconds,
  units,
  cost,
}: SweepRow) => ({
  tier,
  settings,
  missing: missing ?? null,
  carried: carried ?? null,
  ceilingRps: ceilingRps === undefined ? null : digits(ceilingRps),
  ceilingWhat: ceilingWhat ?? null,
  came: came ?? null,
  dropped: dropped ?? null,
  p99Ms: p99Seconds === undefined ? null : digits(1000 * p99Seconds),
  units: units ?? null,
  cost: cost ? { ...money(cost), currency: "USD" } : null,
});
