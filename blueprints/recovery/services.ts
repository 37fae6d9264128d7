import type { Demand, Objectives } from "./demand";
import type { Situation } from "./failure";
import { longer, NOTHING, type Range } from "./range";
import { largestRate } from "./rate";
import type { Step } from "./step";
import type { Timeline } from "./timeline";
import { type Verdict, verdictOf, worstOf } from "./verdict";

/** What a scenario does to a service that has objectives of its own. */
export interface ServiceProof {
  readonly service: string;
  /** Its own, completed by the environment's. */
  readonly objectives: Partial<Objectives>;
  readonly rto: Range;
  readonly rpo: Range;
  readonly verdict: Verdict;
  /** How often a year it may happen, alone, for the availability that the service promises, if all its requests fail. */
  readonly largestRate?: number;
}

export interface Case {
  readonly situation: Situation;
  readonly timeline: Timeline;
}

/** Each service with objectives of its own, at its own worst place. */
export function serviceProofs(cases: readonly Case[], { services = {}, objectives }: Demand): readonly ServiceProof[] {
  const there = new Set(cases[0]?.situation.topology.pools.map(({ service }) => service));
  return Object.entries(services)
    .filter(([service]) => there.has(service))
    .map(([service, own]) => {
      const promised = { ...objectives, ...own };
      const { rto, rpo } = worst(cases, new Set([service]));
      const { availability } = promised;
      const rate = availability === undefined ? undefined : largestRate(availability, rto);
      return {
        service,
        objectives: promised,
        rto,
        rpo,
        verdict: worstOf([verdictOf(rto, promised.rtoSeconds), verdictOf(rpo, promised.rpoSeconds)]),
        ...(rate !== undefined && { largestRate: rate }),
      };
    });
}

/** Everything but services with objectives of their own: what the environment's objectives are for. */
export function restOf(
  cases: readonly Case[],
  { services = {} }: Demand,
): { readonly rto: Range; readonly rpo: Range } {
  const all = cases[0]?.situation.topology.pools.map(({ service }) => service) ?? [];
  return worst(cases, new Set(all.filter((service) => services[service] === undefined)));
}

function worst(cases: readonly Case[], services: ReadonlySet<string>): { readonly rto: Range; readonly rpo: Range } {
  const each = cases.map(({ situation, timeline }) => ({
    rto: timeline.steps
      .filter((step) => concerns(step, services, situation))
      .map(({ id }) => timeline.ends.get(id) ?? NOTHING)
      .reduce(longer, NOTHING),
    rpo: timeline.responses
      .flatMap(({ losses }) => losses)
      .filter(({ store }) => asks(store, services, situation))
      .map(({ time }) => time)
      .reduce(longer, NOTHING),
  }));
  return {
    rto: each.map(({ rto }) => rto).reduce(longer, NOTHING),
    rpo: each.map(({ rpo }) => rpo).reduce(longer, NOTHING),
  };
}

/** What has no owner concerns everybody; writes of a store only those who write it. */
function concerns({ of, writesOnly }: Step, services: ReadonlySet<string>, situation: Situation): boolean {
  if (!of) return true;
  if (of.service !== undefined) return services.has(of.service);
  return of.store === undefined || asks(of.store, services, situation, writesOnly === true);
}

function asks(store: string, services: ReadonlySet<string>, { demand, topology }: Situation, writes = false): boolean {
  const { uses = {} } = demand;
  const all = [...new Set(topology.pools.map(({ service }) => service))];
  const written = all.filter((service) => uses[service]?.writes.includes(store));
  const known = [...written, ...all.filter((service) => uses[service]?.reads.includes(store))];
  // A store that nobody is known to use may be anybody's.
  return known.length === 0 || (writes ? written : known).some((service) => services.has(service));
}
