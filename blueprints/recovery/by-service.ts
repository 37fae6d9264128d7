import type { Store, Topology } from "../topology/topology";
import type { Failure, Situation } from "./failure";
import { timelineOf } from "./timeline";
import { errorsOverTime, type UserPoint } from "./users";

/** What one service's own users see: the share of its requests that fail, over time. */
export interface ServiceCurve {
  readonly service: string;
  readonly users: readonly UserPoint[];
}

/**
 * Curves of every service that suffers, each as if it were alone with the stores that it uses: services share units with nobody,
 * so nothing of another one reaches it but through stores, names and regions.
 * @returns none for a single service, whose curve is that of all requests; a service whose share is not seen is left out
 */
export function curvesByService(situation: Situation): readonly ServiceCurve[] {
  const services = [...new Set(situation.topology.pools.map(({ service }) => service))];
  if (services.length < 2) return [];
  return services.flatMap((service) => {
    const own = aloneWith(service, situation);
    if (own.failures.length === 0) return [];
    const users = errorsOverTime(own, timelineOf(own));
    return users?.some(({ share }) => share > 0) ? [{ service, users }] : [];
  });
}

/** What fails for one service, as if it were alone with the stores that it uses. */
export function aloneWith(service: string, situation: Situation): Situation {
  const { demand, failures } = situation;
  const topology = topologyOf(service, situation);
  const unit = demand.unitRps?.[service];
  return {
    topology,
    demand: { ...demand, ...(demand.unitRps && { unitRps: unit === undefined ? {} : { [service]: unit } }) },
    failures: failures.filter((failure) => reaches(failure, service, topology)),
  };
}

function topologyOf(service: string, { topology, demand: { uses = {} } }: Situation): Topology {
  const usedBy = ({ name }: Store): readonly string[] =>
    Object.keys(uses).filter((each) => uses[each]?.reads.includes(name) || uses[each]?.writes.includes(name));
  return {
    ...topology,
    pools: topology.pools.filter((pool) => pool.service === service),
    // What nobody is known to use may be anybody's.
    stores: topology.stores.filter((store) => usedBy(store).length === 0 || usedBy(store).includes(service)),
  };
}

function reaches(failure: Failure, service: string, { pools, stores, distributions }: Topology): boolean {
  switch (failure.kind) {
    case "process":
    case "instance":
      return pools.some(({ id }) => id === failure.pool);
    case "deployment":
    case "dependency":
    case "retry-storm":
      return failure.service === service;
    case "cache-node":
    case "writer":
      return stores.some(({ name }) => name === failure.store);
    case "cold-cache":
      return [...stores, ...distributions].some(({ name }) => name === failure.cache);
    default:
      return true;
  }
}
