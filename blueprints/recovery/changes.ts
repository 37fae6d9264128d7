import type { DataStore, Manifest, Service } from "../manifest/manifest";

/** One value of the manifest that may shorten a recovery. */
export interface Change {
  /** Dotted path of the written form. */
  readonly path: string;
  readonly from: string | number | boolean;
  readonly to: string | number | boolean;
  /** What it makes one pay for: 0 nothing, 1 units or proxies, 2 database instances or cache nodes, 3 a copy in every region. */
  readonly weight: 0 | 1 | 2 | 3;
}

/** Every change that the search tries: a finite list. Each keeps what exists; none makes a resource anew. */
export const changesOf = (manifest: Manifest): readonly Change[] => [
  ...failoverChanges(manifest),
  ...Object.entries(manifest.data).flatMap(([name, store]) => storeChanges(`data.${name}`, store, manifest)),
  ...sessionChanges(manifest),
  ...Object.entries(manifest.services).flatMap(([name, service]) =>
    serviceChanges(`services.${name}`, service, manifest),
  ),
];

function failoverChanges({ failover }: Manifest): readonly Change[] {
  const { healthCheckThreshold, ttlSeconds } = failover;
  return [
    ...(healthCheckThreshold > 2 ? [change("failover.healthCheckThreshold", healthCheckThreshold, 2, 0)] : []),
    ...(ttlSeconds > 60 ? [change("failover.ttl", `${ttlSeconds}s`, "60s", 0)] : []),
  ];
}

function storeChanges(path: string, store: DataStore, { regions }: Manifest): readonly Change[] {
  const replicas = [1, 2].filter((count) => count > store.replicas);
  return [
    ...replicas.map((count) => change(`${path}.replicas`, store.replicas, count, 2)),
    ...(store.proxy ? [] : [change(`${path}.proxy`, false, true, 1)]),
    ...("global" in store && !store.global && regions.secondaries.length > 0
      ? [change(`${path}.global`, false, true, 3)]
      : []),
    ...("multiAz" in store && !store.multiAz ? [change(`${path}.multiAz`, false, true, 2)] : []),
  ];
}

function sessionChanges({ sessions, regions }: Manifest): readonly Change[] {
  if (!sessions) return [];
  const replicas = [1, 2].filter((count) => count > sessions.replicas);
  return [
    ...replicas.map((count) => change("sessions.replicas", sessions.replicas, count, 2)),
    ...(!sessions.global && regions.secondaries.length > 0 ? [change("sessions.global", false, true, 3)] : []),
  ];
}

/** Two units, so that none stands alone; and as many as carry the peak without one region, or without one zone of three. */
function serviceChanges(path: string, service: Service, { regions, traffic }: Manifest): readonly Change[] {
  const { minimum, maximum } = service.scaling;
  const others = regions.secondaries.length;
  const all = traffic.peakRps / service.capacityRps;
  const carrying = Math.ceil(others > 0 ? all / others : all * 1.5);
  const wanted = [...new Set([2, carrying])].filter((count) => count > minimum && count <= maximum);
  return [
    ...wanted.map((count) => change(`${path}.scaling.minimum`, minimum, count, 1)),
    ...(service.runs === "instances" && service.warmPool === 0 ? [change(`${path}.warmPool`, 0, minimum, 1)] : []),
  ];
}

const change = (path: string, from: Change["from"], to: Change["to"], weight: Change["weight"]): Change => ({
  path,
  from,
  to,
  weight,
});

/** Every choice of up to so many of the changes, no path twice, the fewest first, then those that ask for least. */
export function choicesOf(changes: readonly Change[], most: number): readonly (readonly Change[])[] {
  const grow = (chosen: readonly Change[], from: number): readonly (readonly Change[])[] =>
    chosen.length === most
      ? []
      : changes.slice(from).flatMap((next, at) => {
          if (chosen.some(({ path }) => path === next.path)) return [];
          const longer = [...chosen, next];
          return [longer, ...grow(longer, from + at + 1)];
        });
  const weight = (chosen: readonly Change[]): number => chosen.reduce((sum, each) => sum + each.weight, 0);
  return [...grow([], 0)].sort((a, b) => a.length - b.length || weight(a) - weight(b));
}
