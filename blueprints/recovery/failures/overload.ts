import facts from "../../facts/recovery.json";
import sizing from "../../facts/sizing.json";
import { capacityLeft, growthOf } from "../capacity";
import type { Response, Situation } from "../failure";
import { exactly, type Range } from "../range";
import { ANYTHING } from "../scenarios";
import { concerning, known, rangeOf, type Step } from "../step";
import { decide } from "./decide";
import { noticed, poolsOf, rollout, shareOf } from "./rollout";

const { loads, defaults } = facts;

/**
 * What a service calls fails, or hangs: nothing in the resources turns it off, so people decide and a version that does
 * without it is rolled out.
 */
export function dependencyLost(service: string, target: string, slow: boolean, situation: Situation): Response {
  const { topology, demand } = situation;
  const [pool] = poolsOf(service, topology);
  if (!pool) return { steps: [], losses: [], notes: [] };
  const detect = noticed(service, situation);
  const decision = decide(`decide:without:${service}`, [detect.id], situation);
  const steps = [detect, decision, ...rollout(service, pool, decision.id, `a version that does without ${target}`)];
  const readsOnly = target !== ANYTHING && demand.uses?.[service]?.writes.includes(target) === false;
  const asking = slow || !readsOnly || demand.readRatio === undefined ? 1 : demand.readRatio;
  return {
    steps: concerning({ service }, steps),
    losses: [],
    errors: shareOf(topology) * asking,
    ...(slow && { capacity: heldUp(service, situation) }),
    notes: [
      slow
        ? `calls that hang hold ${service}'s workers, for up to ${defaults.idleTimeout.value} s where the load balancer's limit is the only one: a shorter timeout in ${service} keeps the rest of it alive`
        : `a switch in ${service} that turns ${target} off needs no rollout`,
      `where ${service}'s health check asks ${target}, every unit of it is taken out at once`,
    ],
  };
}

/** Little's law: as many requests in flight as ever, each for so much longer. The latency objective stands for what is usual. */
function heldUp(service: string, situation: Situation) {
  const { latencySeconds } = situation.demand;
  if (latencySeconds === undefined) return [];
  const slower = Math.min(1, latencySeconds / defaults.idleTimeout.value);
  return capacityLeft(situation)
    .filter((each) => each.service === service)
    .map((each) => ({ ...each, leftRps: each.leftRps * slower, mostRps: each.mostRps * slower }));
}

/** An empty cache: what stands behind it gets what the cache answered, and lets in only what it can carry until it is full. */
export function cacheCold(cache: string, situation: Situation): Response {
  const { demand } = situation;
  const hit = measured("hitRate", demand.measured?.hitRate);
  // Behind a warm cache runs (1 - h) of the reads, at the utilisation that units are sized for.
  const carried = Math.min(1, (1 - hit.typical) / sizing.targetUtilisation);
  const first = situation.topology.pools[0]?.service ?? cache;
  const detect = { ...noticed(first, situation), id: `alarm:cold:${cache}` };
  const decision = decide(`decide:shed:${cache}`, [detect.id], situation);
  const suffers = carried < 1;
  const before = suffers ? [detect, decision] : [];
  const warm = warming(cache, hit, suffers ? [decision.id] : [], situation);
  return {
    steps: [...before, warm],
    losses: [],
    errors: (demand.readRatio ?? 1) * (1 - carried),
    fadesIn: warm.id,
    notes: [
      `at a hit rate of ${percent(hit.typical)} an empty cache sends ${rounded(1 / (1 - hit.typical))} times the reads to what stands behind it, which carries ${percent(carried)} of them`,
      ...(suffers ? ["people let in only what it carries; without that it may never fill"] : []),
      ...(situation.topology.stores.some(({ name, kind }) => name === cache && kind === "cache")
        ? [`where ${cache} keeps sessions, people sign in again`]
        : []),
    ],
  };
}

/** Hot set by what stands behind can answer: (1 - h) x peak / utilisation. */
function warming(cache: string, hit: Range, after: readonly string[], { demand }: Situation): Step {
  const { peakRps, readRatio = 1 } = demand;
  const id = `warm:${cache}`;
  if (peakRps === undefined || peakRps === 0) return known(id, "warm", "refillUnknown", after);
  const keys = measured("hotKeys", demand.measured?.hotKeys);
  const fill = (hitRate: number): number => ((1 - hitRate) * peakRps * readRatio) / sizing.targetUtilisation;
  const known_ = demand.measured?.hitRate !== undefined && demand.measured.hotKeys !== undefined;
  return {
    id,
    kind: "warm",
    what: `${cache} fills: ${whole(keys.typical)} things at ${whole(fill(hit.typical))} a second`,
    time: {
      min: seconds(keys.min, fill(hit.min)),
      typical: seconds(keys.typical, fill(hit.typical)),
      max: seconds(keys.max, fill(hit.max)),
    },
    basis: known_
      ? { kind: "measured", said: "hit rate and hot set, as you said" }
      : { kind: "assumed", date: loads.hitRate.date },
    after,
  };
}

const seconds = (keys: number, rate: number): number => (rate > 0 ? keys / rate : Number.POSITIVE_INFINITY);

/** After a short failure every layer tries again: the product of their tries, against what there is. */
export function retriesStorm(service: string, situation: Situation): Response {
  const { topology, demand } = situation;
  const [pool] = poolsOf(service, topology);
  if (!pool) return { steps: [], losses: [], notes: [] };
  const factor = multiplied(situation);
  const [own] = capacityLeft(situation).filter((each) => each.service === service);
  const { peakRps } = demand;
  const needed = own && peakRps !== undefined ? peakRps * factor.typical : undefined;
  const layers = topology.distributions.some(({ attempts }) => attempts) ? "clients and the CDN try" : "clients try";
  const note = `${layers} again: ${rounded(factor.typical)} requests for each (${rounded(factor.min)} to ${rounded(factor.max)})`;
  if (own && needed !== undefined && needed <= own.leftRps)
    return { steps: [], losses: [], errors: 0, capacity: [{ ...own, neededRps: needed }], notes: [note] };
  const share = own && needed ? 1 - own.leftRps / needed : 1;
  const rest = {
    losses: [],
    errors: share * shareOf(topology),
    ...(own && needed !== undefined && { capacity: [{ ...own, neededRps: needed }] }),
  };
  if (own && needed !== undefined && needed <= own.mostRps) {
    const steps = growthOf(service, situation, [], `${service} grows to what clients that try again ask for`);
    return { ...rest, steps: concerning({ service }, steps), notes: [note] };
  }
  return {
    ...rest,
    steps: concerning({ service }, shedding(service, situation)),
    notes: [note, "more than it can grow to: it does not end by itself, but when somebody limits what comes in"],
  };
}

/** People limit what comes in: at the CDN where there is one, else by a version that refuses. */
function shedding(service: string, situation: Situation): readonly Step[] {
  const [pool] = poolsOf(service, situation.topology);
  const detect = noticed(service, situation);
  const decision = decide(`decide:limit:${service}`, [detect.id], situation);
  const [cdn] = situation.topology.distributions;
  if (cdn)
    return [
      detect,
      decision,
      known(`limit:${service}`, "redirect", "cdnRollout", [decision.id], {
        ...(cdn.provider === "cloudfront" && { needs: { service: "cloudfront", region: "us-east-1" } }),
      }),
    ];
  return [detect, decision, ...(pool ? rollout(service, pool, decision.id, "a version that refuses more") : [])];
}

/** Tries of the clients by those of the CDN. */
function multiplied({ topology, demand }: Situation): Range {
  const clients = measured("clientTries", demand.measured?.clientTries);
  const attempts = topology.distributions.flatMap((each) => each.attempts ?? []).map(rangeOf);
  return attempts.reduce(
    (all, each) => ({ min: all.min, typical: all.typical * each.typical, max: all.max * each.max }),
    clients,
  );
}

function measured(what: "hitRate" | "hotKeys" | "clientTries", own: number | undefined): Range {
  if (own !== undefined) return exactly(own);
  const { min, typical, max } = loads[what];
  return { min, typical, max };
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;
const rounded = (value: number): number => Number(value.toPrecision(2));
const whole = (value: number): string => Math.round(value).toLocaleString("en-US");
